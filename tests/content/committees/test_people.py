"""Who may let whom serve, on the page of a committee."""

from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import content
from datetime import timedelta
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

import pytest
import transaction


DANAO = "0701233003"
PANGLAO = "0701233000"
BONTOC = "1404404000"


@pytest.fixture
def site(functional_portal, populate, act_as):
    """A site with committees and people, committed."""
    populate(functional_portal)
    with act_as(functional_portal, SITE_OWNER_NAME):
        for code in (DANAO, PANGLAO, BONTOC, "PH"):
            content.create(code, contact="Municipal Hall\n09170000000")
    transaction.commit()
    access.forget(functional_portal.REQUEST)
    return functional_portal


@pytest.fixture
def browse(site, password):
    """Open a browser as somebody."""

    def browser(user_id=None):
        opened = Browser(site.aq_parent)
        opened.handleErrors = True
        opened.raiseHttpErrors = False
        if user_id is not None:
            secret = SITE_OWNER_PASSWORD if user_id == SITE_OWNER_NAME else password
            opened.addHeader("Authorization", f"Basic {user_id}:{secret}")
        return opened

    return browser


def url(site, key, page=""):
    """Address of a committee's page."""
    return f"{site.absolute_url()}/committees/{key}{page}"


def people_page(browse, site, user_id, key):
    """Open the page on which people are changed."""
    browser = browse(user_id)
    browser.open(url(site, key, "/people"))
    return browser


def fill(browser, person, function="member", agency=None, until=""):
    """Fill in and send the form."""
    form = browser.getForm(index=form_index(browser))
    form.getControl(name="person").value = person
    form.getControl(name="function").value = [function]
    if agency is not None:
        form.getControl(name="agency").value = [agency]
    form.getControl(name="until").value = until
    form.getControl(name="add").click()
    return browser


def form_index(browser):
    """Position of the form that lets somebody serve."""
    forms = browser._response.html.find_all("form")
    return next(i for i, form in enumerate(forms) if form.find(attrs={"name": "add"}))


def served(site, key):
    """Who serves, as everybody will see it from now on."""
    transaction.begin()
    return [(each.user_id, each.function) for each in clearances.people(key, site=site)]


class TestPublicPage:
    def test_a_visitor_sees_the_committee_but_nobody_on_it(self, browse, site):
        browser = browse()
        browser.open(url(site, PANGLAO))
        assert browser.headers["status"].startswith("200")
        assert "Municipal Committee of Panglao" in browser.contents
        assert "09170000000" in browser.contents
        assert "National Council Against Child Labor" in browser.contents
        assert "Clara" not in browser.contents
        assert "Change who serves" not in browser.contents

    def test_who_only_signed_up_sees_nobody_either(self, browse, site):
        browser = browse("lito")
        browser.open(url(site, PANGLAO))
        assert "Clara" not in browser.contents

    def test_who_serves_somewhere_sees_names_but_no_mail_addresses(self, browse, site):
        browser = browse("jose")
        browser.open(url(site, PANGLAO))
        assert "Clara" in browser.contents
        assert "clara@example.org" not in browser.contents
        assert "Change who serves" not in browser.contents

    def test_the_committee_below_links_to_the_one_above_and_back(self, browse, site):
        browser = browse()
        browser.open(url(site, PANGLAO))
        browser.getLink("Barangay Council for the Protection of Children of Danao").click()
        browser.getLink("Municipal Committee of Panglao").click()
        assert browser.url.endswith(PANGLAO)


class TestWhoMayChange:
    @pytest.mark.parametrize(
        ("user_id", "key", "allowed"),
        [
            ("berto", DANAO, True),
            ("clara", DANAO, True),
            ("elena", DANAO, True),
            ("gloria", BONTOC, True),
            ("isko", BONTOC, True),
            (SITE_OWNER_NAME, BONTOC, True),
            ("clara", BONTOC, False),
            ("berto", PANGLAO, False),
            ("ana", DANAO, False),
            ("dindo", PANGLAO, False),
            ("hilda", PANGLAO, False),
            ("lito", PANGLAO, False),
            (None, PANGLAO, False),
        ],
    )
    def test_the_secretary_and_those_above(self, browse, site, user_id, key, allowed):
        browser = people_page(browse, site, user_id, key)
        assert ('name="add"' in browser.contents) is allowed
        if not allowed:
            assert "clkss-person" not in browser.contents

    def test_the_secretary_of_panglao_cannot_manage_the_committee_of_bontoc(self, browse, site):
        stolen = people_page(browse, site, "clara", PANGLAO)
        token = stolen.getControl(name="clkss_token", index=0).value
        browser = browse("clara")
        browser.post(
            url(site, BONTOC, "/people"),
            f"clkss_token={token}&person=clara&function=secretary&add=1",
        )
        assert served(site, BONTOC) == [("isko", "secretary"), ("jose", "contributor")]

    def test_a_secretary_whose_term_was_ended_meanwhile_changes_nothing(self, browse, site):
        browser = people_page(browse, site, "clara", PANGLAO)
        clearances.revoke("clara", PANGLAO, site=site)
        transaction.commit()
        fill(browser, "lito", "caseworker")
        assert served(site, PANGLAO) == [("dindo", "caseworker")]


class TestLettingServe:
    def test_by_account(self, browse, site):
        browser = fill(people_page(browse, site, "clara", PANGLAO), "lito", "caseworker")
        assert "Lito serves on this committee now: Caseworker." in browser.contents
        assert ("lito", "caseworker") in served(site, PANGLAO)

    def test_by_mail_address_with_agency_and_last_day(self, browse, site):
        last = (clearances.today() + timedelta(days=30)).isoformat()
        fill(
            people_page(browse, site, "clara", PANGLAO),
            "LITO@example.org",
            "member",
            agency="DOLE",
            until=last,
        )
        transaction.begin()
        (given,) = clearances.clearances("lito", site=site)
        assert (given.agency, given.until.isoformat(), given.granted_by) == (
            "DOLE",
            last,
            "clara",
        )

    def test_by_name_of_somebody_who_serves_already(self, browse, site):
        browser = fill(people_page(browse, site, "clara", PANGLAO), "berto", "monitor")
        assert ("berto", "monitor") in served(site, PANGLAO)
        browser = fill(people_page(browse, site, "clara", PANGLAO), "Bert", "member")
        assert "Whom do you mean?" in browser.contents
        browser.getControl(name="person").value = ["berto"]
        browser.getControl(name="add").click()
        assert ("berto", "member") in served(site, PANGLAO)

    def test_a_name_does_not_find_who_only_signed_up(self, browse, site):
        unknown = fill(people_page(browse, site, "clara", PANGLAO), "Xyzzy")
        hidden = fill(people_page(browse, site, "clara", PANGLAO), "Lit")
        assert "Nobody was found" in unknown.contents
        assert "Nobody was found" in hidden.contents
        assert "Lito" not in hidden.contents

    def test_an_unknown_account_and_one_that_may_not_serve_answer_alike(self, browse, site):
        pages = []
        for person in ("no-such-account", SITE_OWNER_NAME, f"committee:{BONTOC}:secretary"):
            browser = fill(people_page(browse, site, "clara", PANGLAO), person)
            problems = browser._response.html.find(id="errors").get_text()
            pages.append(" ".join(problems.split()))
        assert len(set(pages)) == 1
        assert "Nobody was found" in pages[0]

    def test_nobody_lets_themselves_serve(self, browse, site):
        browser = fill(people_page(browse, site, "clara", PANGLAO), "clara", "caseworker")
        assert "Nobody lets themselves serve" in browser.contents
        assert ("clara", "caseworker") not in served(site, PANGLAO)

    def test_every_error_is_told_at_once_and_nothing_is_lost(self, browse, site):
        yesterday = (clearances.today() - timedelta(days=1)).isoformat()
        browser = people_page(browse, site, "clara", PANGLAO)
        fill(browser, "no-such-account", "monitor", agency="DOLE", until="soon")
        html = browser._response.html
        links = [each["href"] for each in html.find(id="errors").find_all("a")]
        assert links == ["#field-until", "#field-person"]
        assert all(html.find(id=link[1:]) for link in links)
        assert browser.getControl(name="person").value == "no-such-account"
        assert browser.getControl(name="function").value == ["monitor"]
        assert browser.getControl(name="agency").value == ["DOLE"]
        assert browser.getControl(name="until").value == "soon"
        fill(browser, "lito", "monitor", until=yesterday)
        assert "This day is past" in browser.contents
        fill(browser, "lito", "monitor", until="9999-12-31")
        assert "This day is too far away" in browser.contents
        assert ("lito", "monitor") not in served(site, PANGLAO)

    def test_what_is_typed_is_never_markup(self, browse, site):
        browser = fill(people_page(browse, site, "clara", PANGLAO), '"><script>alert(1)</script>')
        assert "<script>alert" not in browser.contents

    def test_without_token_nothing_happens(self, browse, site):
        browser = browse("clara")
        browser.post(url(site, PANGLAO, "/people"), "person=lito&function=member&add=1")
        assert not browser.headers["status"].startswith("200")
        assert ("lito", "member") not in served(site, PANGLAO)

    def test_reading_the_page_changes_nothing(self, browse, site):
        # Plone's own portlets write when somebody who edits sees the first page of a site.
        people_page(browse, site, "clara", PANGLAO)
        storage = site._p_jar.db().storage
        start = storage.lastTransaction()
        before = [each.tid for each in storage.iterator(start)]
        people_page(browse, site, "clara", PANGLAO)
        browser = browse("clara")
        browser.open(url(site, PANGLAO, "/people?person=lito&function=member&add=1"))
        assert [each.tid for each in storage.iterator(start)] == before
        assert ("lito", "member") not in served(site, PANGLAO)


class TestEndingService:
    def test_the_button_beside_the_person(self, browse, site):
        browser = people_page(browse, site, "clara", PANGLAO)
        browser.getControl(name="remove", index=1).click()
        assert "Dindo no longer serves on this committee: Caseworker." in browser.contents
        assert served(site, PANGLAO) == [("clara", "secretary")]

    def test_pressed_twice_it_says_so(self, browse, site):
        first = people_page(browse, site, "clara", PANGLAO)
        second = people_page(browse, site, "clara", PANGLAO)
        first.getControl(name="remove", index=1).click()
        second.getControl(name="remove", index=1).click()
        assert "no longer served here" in second.contents

    def test_a_term_that_ended_is_listed_apart(self, browse, site, monkeypatch):
        last = clearances.today()
        clearances.grant("lito", PANGLAO, "member", until=last, site=site)
        transaction.commit()
        monkeypatch.setattr(clearances, "today", lambda: last + timedelta(days=1))
        browser = people_page(browse, site, "clara", PANGLAO)
        ended = browser._response.html.find(attrs={"aria-labelledby": "before"}).get_text()
        assert "Lito" in ended
        assert ("lito", "member") not in served(site, PANGLAO)
