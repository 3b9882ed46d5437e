"""A committee is told by mail of new papers in its room: how many, where, and no title."""

from clkss.content.committees import clearances
from clkss.content.community.rooms import mailing
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.community.rooms import telling
from clkss.content.people import leaving
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from types import SimpleNamespace

import pytest
import re
import transaction


TITLE = "Who is seen at the landing"
TEXT = "Ask the guard."
SECRETARY = "municipal.secretary"
WRITER = "municipal.contributor"
OTHER = "dswd.caseworker"
LEAVING = "municipal.caseworker"
OUTSIDE = ("other.municipal.secretary", "provincial.secretary", "barangay.secretary", "member")


@pytest.fixture
def mails(site, server, work, monkeypatch):
    """Do what waits; give who got which mail since the last time. Each time is another hour."""
    server.use_for(site, SECRETARY, WRITER, OTHER, LEAVING, *OUTSIDE)
    transaction.commit()
    clock = SimpleNamespace(hour=500_000)
    clock.time = lambda: clock.hour * telling.ROUND
    monkeypatch.setattr(telling, "time", clock)

    def mails():
        transaction.commit()
        work()
        clock.hour += 1
        found = [(mail["To"].split("@")[0], mail) for mail in server.mails()]
        server.received.clear()
        assert len(found) == len(dict(found)), "one mail each"
        for _to, mail in found:
            text = f"{mail['Subject']} {mail.get_body(('plain',)).get_content()}"
            assert TITLE not in text
            assert TEXT not in text
            assert "landing" not in text, "an address says what a paper is called"
            assert mail["List-Unsubscribe"]
        return dict(found)

    return mails


def share(site, paper, step=rules.SHARE_ROOM, person=SECRETARY):
    with acting_as(site, person):
        sharing.act(paper, step)
    transaction.commit()


def said(mail):
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_those_who_serve_are_told_once_together_and_nobody_else(site, put, mails, browse):
    papers = [put("RoomDocument", title=f"{TITLE} {each}", text=TEXT) for each in range(3)]
    assert mails() == {}, "of a draft nobody is told"
    for paper in papers[:2]:
        share(site, paper)
    found = mails()
    assert set(found) == {WRITER, OTHER, LEAVING}, "not who shared them, and nobody outside"
    assert "Panglao" in found[OTHER]["Subject"]
    assert ": 2. Sign in to read." in said(found[OTHER])
    assert f"/committees/{DANAO.municipal}/documents" in said(found[OTHER])
    share(site, papers[0], rules.SHARE_NETWORK)
    papers[0].told = False
    share(site, papers[0], rules.SHARE_PUBLIC)
    share(site, papers[1], rules.TAKE_BACK)
    share(site, papers[1])
    assert mails() == {}, "nobody is told twice, and nobody of a wider circle"

    share(site, papers[2])
    share(site, papers[2], rules.TAKE_BACK)
    assert mails() == {}, "what was taken back meanwhile is told to nobody"
    share(site, papers[2])
    link = re.search(r"<(http[^>]*)>", found[OTHER]["List-Unsubscribe"])[1]
    browse().post(link, "List-Unsubscribe=One-Click")
    clearances.revoke(LEAVING, DANAO.municipal)
    found = mails()
    assert set(found) == {WRITER}, "neither who stopped mails nor who left"
    assert f"/permalink/{papers[2].UID()}" in said(found[WRITER])
    assert ": 1." in said(found[WRITER])


def test_a_mail_that_waits_is_not_sent_to_whoever_left_or_of_what_is_gone(site, put, mails):
    paper = put("RoomDocument", title=TITLE, text=TEXT, share=rules.SHARE_ROOM)
    letter = telling.PapersLetter()
    uid, key = paper.UID(), DANAO.municipal

    def letter_for(person):
        with acting_as(site, person):
            recipient = SimpleNamespace(user=api.user.get_current())
            return letter.compose(site, recipient, "en", "https://x", committee=key, papers=[uid])

    assert letter_for(OTHER)
    for person in (*OUTSIDE, "admin"):
        assert letter_for(person) is None, person
    clearances.revoke(OTHER, key)
    assert letter_for(OTHER) is None
    share(site, paper, rules.TAKE_BACK)
    assert letter_for(WRITER) is None
    with acting_as(site, SECRETARY):
        api.content.delete(paper)
    assert letter_for(WRITER) is None
    assert mails() == {}


def test_whoever_serves_stops_the_mails_on_the_page_of_papers(site, room, browse):
    page = f"{room.absolute_url()}/documents"
    browser = browse(OTHER)
    browser.open(page)
    browser.getControl("No more mails").click()
    assert "You get no more mails about new papers." in browser.contents
    assert mailing.silent.holds(OTHER)
    assert mailing.PaperMails().known(site, OTHER) == [{"paused": True}]
    browser.post(page, "mails=start")
    assert browser.headers["Status"].startswith("403"), "a form of ours alone"
    browser.open(page)
    browser.getControl("Send me mails again").click()
    assert not mailing.silent.holds(OTHER)
    for person in (None, "member"):
        other = browse(person)
        other.open(page)
        assert "paper-mails" not in other.contents, person
        other.post(page, "mails=stop")
        transaction.begin()
        assert not mailing.silent.holds(person or ""), person


def test_what_is_known_of_a_person_goes_with_the_account(site, put, functional):
    paper = put("RoomDocument", title=TITLE, text=TEXT, share=rules.SHARE_ROOM)
    mailing.silent.keep(SECRETARY)
    transaction.commit()
    with acting_as(site, "admin"):
        leaving.delete(site, SECRETARY)
    transaction.commit()
    assert not mailing.silent.holds(SECRETARY)
    assert mailing.take(DANAO.municipal) == [(paper.UID(), "")]
    transaction.abort()
