"""Who may see and do what: by person, state and page; a draft shows nowhere."""

from plone import api
from tests.content.given import RETIRE
from tests.content.newsletter.conftest import EDITOR

import transaction


PEOPLE = (
    None,
    "member",
    "barangay.contributor",
    "municipal.caseworker",
    "regional.secretary",
    "national.secretary",
    EDITOR,
    "regional.monitor",
)

ADMINISTRATOR = "regional.monitor"

WRITERS = {EDITOR, ADMINISTRATOR}

EVERYBODY = set(PEOPLE)

MAY = {
    "draft": {
        "": WRITERS,
        "/view": WRITERS,
        "/@@compose": WRITERS,
        "/edit": WRITERS,
        "/@@mail-preview": WRITERS,
        "/@@send-newsletter": WRITERS,
        "/@@historyview": WRITERS,
    },
    "sent": {
        "": EVERYBODY,
        "/view": EVERYBODY,
        "/@@compose": set(),
        "/edit": set(),
        "/@@mail-preview": WRITERS,
        "/@@send-newsletter": set(),
    },
}

PLACE = {
    "": EVERYBODY,
    "/subscribe": EVERYBODY,
    "/subscribed": EVERYBODY,
    "/issues.rss": EVERYBODY,
    "/@@subscribers": {ADMINISTRATOR},
    "/++add++Newsletter": WRITERS,
}

DOORS = (
    "newsletters",
    "newsletters/issues.rss",
    "newsletters/folder_contents",
    "repository?SearchableText=Hidden",
    "repository.rss",
    "search-suggestions?q=Hidden",
    "sitemap.xml",
    "sitemap.xml?part=pages.1",
    "@@oai?verb=ListRecords&metadataPrefix=oai_dc",
    "@@search?SearchableText=Hidden",
)


def status(browser):
    return int(browser.headers["Status"][:3])


def is_refused(browser):
    sent_away = browser.url.endswith("/insufficient-privileges") or "/login" in browser.url
    return sent_away or status(browser) in (401, 403)


def saw(browser, url):
    browser.open(url)
    return status(browser) == 200 and not is_refused(browser)


def test_everybody_may_what_the_tables_say(site, browse, practice, issue):
    api.user.grant_roles(username=ADMINISTRATOR, roles=["Manager"])
    item = practice()
    states = {state: issue(state, items=[item]) for state in MAY}
    wrong = []
    for person in PEOPLE:
        browser = browse(person)
        for state, pages in MAY.items():
            for page, allowed in pages.items():
                may = saw(browser, f"{states[state].absolute_url()}{page}")
                if may is not (person in allowed):
                    wrong.append((person, state, page, may))
        for page, allowed in PLACE.items():
            may = saw(browser, f"{site.absolute_url()}/newsletters{page}")
            if may is not (person in allowed):
                wrong.append((person, "place", page, may))
    assert not wrong


def test_a_draft_shows_nowhere(site, browse, practice, issue):
    item = practice()
    made = issue(items=[item], title="Hidden away", introduction="Hidden words")
    uid, name = made.UID(), made.getId()
    for person in (None, "member", "barangay.contributor", "national.secretary"):
        browser = browse(person)
        for door in DOORS:
            browser.open(f"{site.absolute_url()}/{door}")
            for secret in ("Hidden away", "Hidden words", uid, name):
                assert secret not in browser.contents, (person, door)
        for door in (f"permalink/{uid}", f"resolveuid/{uid}", f"newsletters/{name}/title"):
            browser.open(f"{site.absolute_url()}/{door}")
            assert "Hidden away" not in browser.contents, (person, door)
            assert status(browser) != 200 or is_refused(browser), (person, door)


def test_writing_by_post_is_refused_to_others(site, browse, practice, issue):
    made = issue(items=[practice()])
    for person in (None, "member", "national.secretary"):
        for page in ("@@compose", "@@send-newsletter", "@@mail-preview"):
            browser = browse(person)
            browser.post(f"{made.absolute_url()}/{page}", "title=Mine&action=save")
            assert is_refused(browser)
        browser = browse(person)
        browser.post(f"{site.absolute_url()}/newsletters/@@begin-newsletter", "")
        assert is_refused(browser)
    for page in ("@@compose", "@@send-newsletter", "@@mail-preview"):
        browser = browse(EDITOR)
        browser.post(f"{made.absolute_url()}/{page}", "title=Mine&action=save")
        assert status(browser) == 403, "without the token of the form"
    transaction.begin()
    assert made.title == "What is new"
    assert len(site.newsletters.objectIds()) == 1


def test_of_what_was_taken_back_the_archive_says_only_that(site, browse, practice, issue, act):
    kept, gone = practice(title="Night classes"), practice(title="Taken back")
    made = issue("sent", items=[gone, kept], lines={gone.UID(): "About Ben."})
    act(gone, RETIRE)
    for person in (None, "member", EDITOR):
        browser = browse(person)
        browser.open(made.absolute_url())
        assert "Night classes" in browser.contents
        assert "An item that is not public any more." in browser.contents
        for secret in ("Taken back", "About Ben", gone.getId()):
            assert secret not in browser.contents


def test_the_archive_lists_the_newest_first_and_so_does_the_feed(site, browse, practice, issue):
    item = practice()
    issue("sent", items=[item], title="Older issue")
    issue("sent", items=[item], title="Newer issue")
    issue(title="Draft issue")
    browser = browse()
    for page in ("newsletters", "newsletters/issues.rss"):
        browser.open(f"{site.absolute_url()}/{page}")
        assert browser.contents.index("Newer issue") < browser.contents.index("Older issue")
        assert "Draft issue" not in browser.contents
    browser.open(site.absolute_url())
    assert f'{site.absolute_url()}/newsletters"' in browser.contents, "at the foot of the page"
    browser.open(f"{site.absolute_url()}/sitemap.xml?part=pages.1")
    assert "/newsletters/2026-11-" in browser.contents
