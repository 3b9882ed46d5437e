"""An advisory from the province: written, sent, read, answered, gathered, taken back."""

from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.jobs.interfaces import IJob
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import sending
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories import telling
from clkss.content.relay.advisories.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from io import BytesIO
from openpyxl import load_workbook
from PIL import Image
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from sqlalchemy import func
from sqlalchemy import select
from types import SimpleNamespace
from zExceptions import BadRequest
from zope.component import getUtility

import clkss.content.relational as relational
import pytest
import transaction


WRITER = "provincial.secretary"
SECRET = "Count the children on the boats of Panglao"

QUESTIONS = [
    {"question": "How many boats land at night?", "kind": "number"},
    {"question": "Is the landing watched?", "kind": "yes-no"},
]

MAKES = {
    "owner_committee": DANAO.provincial,
    "title": SECRET,
    "text": "Look at the landing.\n\nSay what you saw.",
    "levels": ["barangay"],
    "territories": [DANAO.provincial],
    "functions": ["secretary"],
    "questions": QUESTIONS,
    "deadline": "2099-12-15",
}

SENDERS = {WRITER, "provincial.monitor"}
ADDRESSED = {"barangay.secretary"}
ABOVE = {"regional.secretary", "national.secretary", "other.national.secretary"}


def write(site, person=WRITER, **values):
    with acting_as(site, person):
        item = createContentInContainer(
            site["advisories"], "Advisory", checkConstraints=False, **{**MAKES, **values}
        )
    transaction.commit()
    return item


def send(site, item, person=WRITER):
    with acting_as(site, person):
        sending.act(item, rules.SEND)
    transaction.commit()
    return item


@pytest.fixture
def draft(site):
    return write(site)


@pytest.fixture
def sent(site, draft):
    return send(site, draft)


def readers(site, item):
    found = set()
    for person in (None, *(each.id for each in PEOPLE), "admin"):
        with acting_as(site, person):
            if api.user.has_permission("View", obj=item):
                found.add(person)
    return found


class TestWhoSeesIt:
    def test_in_every_state_exactly_those_whom_it_concerns(self, site, draft, browse):
        assert readers(site, draft) == SENDERS
        send(site, draft)
        assert readers(site, draft) == SENDERS | ADDRESSED | ABOVE
        with acting_as(site, WRITER):
            sending.act(draft, rules.WITHDRAW)
        assert readers(site, draft) == SENDERS | ADDRESSED | ABOVE

    def test_view_and_contents_go_together(self, site, sent):
        for person in (None, *(each.id for each in PEOPLE), "admin"):
            with acting_as(site, person):
                assert api.user.has_permission("View", obj=sent) == api.user.has_permission(
                    "Access contents information", obj=sent
                ), person

    def test_who_no_longer_serves_no_longer_reads(self, site, sent):
        clearances.revoke("barangay.secretary", DANAO.barangay)
        assert "barangay.secretary" not in readers(site, sent)

    def test_it_is_in_no_search_of_anybody(self, site, sent):
        assert not site.portal_catalog.unrestrictedSearchResults(portal_type="Advisory")
        for person in (WRITER, "barangay.secretary"):
            with acting_as(site, person):
                assert not api.content.find(SearchableText="boats Panglao")

    def test_nothing_of_it_is_in_a_page_of_others(self, site, draft, browse):
        send(site, draft)
        paths = ("", "/view", "/edit", "/@@gathered", "/@@gathered?format=xlsx", "/@@history")
        for person in (None, "member", "other.barangay.secretary", "municipal.caseworker"):
            browser = browse(person)
            for path in paths:
                browser.open(f"{draft.absolute_url()}{path}")
                assert SECRET not in browser.contents, (person, path)
            browser.open(site["advisories"].absolute_url())
            assert SECRET not in browser.contents, person


class TestWriting:
    def test_who_may_write_one(self, site, browse):
        may = set()
        for each in PEOPLE:
            browser = browse(each.id)
            browser.open(f"{site['advisories'].absolute_url()}/++add++Advisory")
            if "form.buttons.save" in browser.contents:
                may.add(each.id)
        assert may == {
            each.id
            for each in PEOPLE
            if each.services and each.services[0].function in ("secretary", "monitor")
        }

    def test_a_secretary_writes_reads_and_sends(self, site, browse):
        browser = browse(WRITER)
        browser.open(f"{site['advisories'].absolute_url()}/++add++Advisory")
        browser.getControl(name="form.widgets.title").value = SECRET
        browser.getControl(name="form.widgets.deadline").value = "soon"
        browser.getControl(name="form.buttons.save", index=0).click()
        assert "Write the day as 2026-11-26." in browser.contents
        assert SECRET in browser.contents
        browser.getControl(name="form.widgets.deadline").value = ""
        browser.getControl(name="form.buttons.save", index=0).click()
        assert "Your draft is saved." in browser.contents
        assert "Choose at least one level." in browser.contents
        browser.getControl(name="action").click()
        assert "Choose at least one place." in browser.contents
        transaction.begin()
        (item,) = site["advisories"].objectValues()
        assert state_of(item) == rules.DRAFT
        assert item.owner_committee == DANAO.provincial

    def test_what_is_sent_cannot_be_changed(self, site, sent, browse):
        browser = browse(WRITER)
        browser.open(f"{sent.absolute_url()}/edit")
        assert "form.buttons.save" not in browser.contents
        assert "What is sent cannot be changed." in browser.contents

    @pytest.mark.parametrize(
        "values",
        [
            {"territories": [BONTOC.barangay]},
            {"levels": ["national"]},
            {"text": ""},
            {"deadline": "2001-01-01"},
        ],
    )
    def test_nobody_sends_what_must_not_be_sent(self, site, values):
        item = write(site, **values)
        with acting_as(site, WRITER), pytest.raises(Refused):
            sending.act(item, rules.SEND)
        assert state_of(item) == rules.DRAFT

    @pytest.mark.parametrize(
        "person",
        ["barangay.secretary", "regional.secretary", "other.provincial.secretary", "admin"],
    )
    def test_nobody_sends_for_another_committee(self, site, draft, person):
        with acting_as(site, person), pytest.raises(Refused):
            sending.act(draft, rules.SEND)
        assert state_of(draft) == rules.DRAFT

    def test_the_double_click_sends_once(self, site, sent):
        with acting_as(site, WRITER), pytest.raises(Refused):
            sending.act(sent, rules.SEND)


class TestFiles:
    def attach(self, site, item, name, data):
        with acting_as(site, WRITER):
            stored = NamedBlobFile(data=data, filename=name)
            return createContentInContainer(
                item, "File", checkConstraints=False, title=name, file=stored
            )

    def test_a_photo_loses_where_it_was_taken(self, site, draft):
        stream = BytesIO()
        exif = Image.Exif()
        exif[0x010E] = "At the house of a child"
        Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
        assert b"house of a child" in stream.getvalue()
        made = self.attach(site, draft, "boat.jpg", stream.getvalue())
        assert b"house of a child" not in made.file.data

    def test_markup_is_no_file_to_attach(self, site, draft):
        with pytest.raises(BadRequest):
            self.attach(site, draft, "boat.pdf", b"<html><script>alert(1)</script></html>")


class TestReadingAndAnswering:
    def test_opening_it_is_the_receipt_and_nothing_else(self, site, sent, browse):
        url = sent.absolute_url()
        for person in (WRITER, "regional.secretary"):
            browse(person).open(url)
        assert store.came_back(sent.getId())[0] == {}
        for _again in range(2):
            browse("barangay.secretary").open(url)
        read, said = store.came_back(sent.getId())
        assert {key: count for key, (count, _first) in read.items()} == {DANAO.barangay: 1}
        assert said == {}

    def test_a_committee_answers_and_may_correct_itself(self, site, sent, browse):
        browser = browse("barangay.secretary")
        browser.open(sent.absolute_url())
        browser.getControl("How many boats land at night?").value = "a few"
        browser.getControl("Send the answer").click()
        assert "Write a whole number, such as 12." in browser.contents
        assert 'value="a few"' in browser.contents
        browser.getControl("How many boats land at night?").value = "7"
        browser.getControl("Yes").selected = True
        browser.getControl("Send the answer").click()
        assert "Your answer is stored." in browser.contents
        browser.getControl("How many boats land at night?").value = "8"
        browser.getControl("Send the answer").click()
        row = store.answer_of(sent.getId(), DANAO.barangay)
        assert row.answers == '["8", "yes"]'

    @pytest.mark.parametrize("person", [WRITER, "regional.secretary", "other.barangay.secretary"])
    def test_others_cannot_answer_for_it(self, site, sent, browse, person):
        token = token_of(browse("barangay.secretary"), sent.absolute_url())
        browser = browse(person)
        own = token_of(browser, site.absolute_url() + "/advisories")
        for value in (token, own):
            body = f"committee={DANAO.barangay}&answer-0=1&answer-1=yes&_authenticator={value}"
            browser.post(sent.absolute_url(), body)
        assert store.answer_of(sent.getId(), DANAO.barangay) is None

    def test_my_work_tells_of_it_until_it_is_answered(self, site, sent, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{site.absolute_url()}/my-work")
        assert SECRET in browser.contents
        with acting_as(site, "barangay.secretary"):
            store.note_read(sent.getId(), [DANAO.barangay], "barangay.secretary")
            store.note_answer(sent.getId(), DANAO.barangay, ["7", "yes"], "barangay.secretary")
        transaction.commit()
        browser.open(f"{site.absolute_url()}/my-work")
        assert SECRET not in browser.contents
        browser.open(site["advisories"].absolute_url())
        assert SECRET in browser.contents


def token_of(browser, url):
    browser.open(url)
    _before, _name, after = browser.contents.partition('name="_authenticator" value="')
    return after.partition('"')[0]


class TestGathering:
    @pytest.fixture(autouse=True)
    def committees(self, site):
        from clkss.content.committees import content

        with acting_as(site, "admin"):
            for code in (DANAO.barangay, "0701233001", BONTOC.barangay):
                if content.get(code) is None:
                    content.create(code)
        transaction.commit()

    def test_the_province_sees_all_of_its_barangays_and_no_other(self, site, sent, browse):
        browse("barangay.secretary").open(sent.absolute_url())
        browser = browse(WRITER)
        browser.open(f"{sent.absolute_url()}/@@gathered")
        assert "Danao" in browser.contents
        assert "Bil-isan" in browser.contents
        assert "Bontoc" not in browser.contents
        assert browser.contents.count("not read</span>") == 1
        browser.open(f"{sent.absolute_url()}/@@gathered?show=unread")
        assert "Danao" not in browser.contents

    def test_the_sheet_holds_the_answers_as_texts(self, site, sent, browse):
        store.note_answer(sent.getId(), DANAO.barangay, ["=1+1", "yes"], "barangay.secretary")
        transaction.commit()
        browser = browse(WRITER)
        browser.open(f"{sent.absolute_url()}/@@gathered?format=xlsx")
        sheet = load_workbook(BytesIO(browser._response.body)).active
        rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
        assert rows[DANAO.barangay][4].value == "=1+1"
        assert rows[DANAO.barangay][4].data_type == "s"
        assert rows[DANAO.barangay][5].value == "Yes"
        assert rows["0701233001"][2].value in (None, "")

    def test_the_municipality_sees_its_own(self, site, browse):
        item = send(site, write(site, levels=["barangay", "municipal"]))
        browser = browse("municipal.secretary")
        browser.open(f"{item.absolute_url()}/@@gathered")
        assert "Danao" in browser.contents
        assert "Remind the others" not in browser.contents


class TestMail:
    def job(self, site, name, **arguments):
        return getUtility(IJob, name=name)(site, SimpleNamespace(), **arguments)

    def test_each_addressed_person_is_told_once(self, site, sent):
        told = dict(telling.people(sent))
        assert told == {"barangay.secretary": [DANAO.barangay]}
        arguments = {"id": sent.getId(), "site_url": site.absolute_url()}
        assert self.job(site, "relay.advisories.tell", **arguments) == 1

    def test_the_mail_says_nothing_of_what_it_is_about(self, site, sent):
        with acting_as(site, "barangay.secretary"):
            letter = telling.AdvisoryLetter().compose(
                site, None, "en", "https://clkss.example", sent.getId(), False
            )
        assert "boats" not in str(letter)
        assert "2099-12-15" in str(letter)
        assert f"https://clkss.example/advisories/{sent.getId()}" in str(letter)

    def test_nobody_is_told_of_what_was_taken_back(self, site, sent):
        with acting_as(site, WRITER):
            sending.act(sent, rules.WITHDRAW)
        arguments = {"id": sent.getId(), "site_url": site.absolute_url()}
        assert self.job(site, "relay.advisories.tell", **arguments) == 0

    def test_who_answered_is_not_reminded(self, site, sent):
        arguments = {"id": sent.getId(), "site_url": site.absolute_url(), "turn": "2026-12-01"}
        assert self.job(site, "relay.advisories.remind", **arguments) == 1
        store.note_answer(sent.getId(), DANAO.barangay, ["7", "yes"], "barangay.secretary")
        transaction.commit()
        assert self.job(site, "relay.advisories.remind", **arguments) == 0


def test_the_whole_country_costs_a_row_and_a_place(site):
    item = write(site, person="national.secretary", owner_committee="PH", territories=["PH"])
    send(site, item, "national.secretary")
    tables = store.advisories, store.places, store.receipts, store.answers
    with relational.read() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        ]
    assert counts == [1, 1, 0, 0]
    assert readers(site, item) >= {"barangay.secretary", "other.barangay.secretary"}


def test_deleting_a_draft_leaves_nothing(site, draft):
    with acting_as(site, WRITER):
        site["advisories"].manage_delObjects([draft.getId()])
    transaction.commit()
    assert store.one(draft.getId()) is None
