"""A refused form gives back all that was entered, and asks for no file that nobody chose."""

from clkss.content.community.rooms import rules
from clkss.content.knowledge import filing

import html


SECRETARY = "municipal.secretary"
AGAIN = "Choose them again"


def control(browser, name):
    return browser.getControl(name=f"form.widgets.{name}")


def test_a_poll_that_is_refused_keeps_all_of_it_and_asks_for_no_file(room, browse):
    browser = browse(SECRETARY)
    browser.open(f"{room.absolute_url()}/++add++Poll")
    written = {
        "text": "It rains on Fridays.",
        "options.0.option": "Monday",
        "options.1.option": "Tuesday",
        "votes": "many",
        "closes": "soon",
    }
    for name, value in written.items():
        control(browser, name).value = value
    control(browser, "ballot:list").value = ["open"]
    control(browser, "several:list").value = ["selected"]
    browser.getControl(name="form.buttons.save", index=0).click()
    assert browser.headers["Status"].startswith("422")
    assert AGAIN not in browser.contents
    assert "Write a whole number in digits" in browser.contents
    for name, value in written.items():
        assert control(browser, name).value == value, name
    assert control(browser, "ballot:list").value == ["open"]
    assert control(browser, "several:list").value == ["selected"]
    for name, value in {"title": "On which day?", "votes": "2", "closes": "2099-01-10"}.items():
        control(browser, name).value = value
    browser.getControl(name="form.buttons.save", index=0).click()
    assert "Your draft is saved." in browser.contents
    (poll,) = [each for each in room.objectValues() if each.portal_type == "Poll"]
    assert (poll.votes, poll.several, poll.ballot, len(poll.options)) == (2, True, "open", 2)


def test_a_vote_that_is_refused_stands_as_it_was_typed(put, browse):
    poll = put(
        "Poll",
        share=rules.SHARE_ROOM,
        title="On which day?",
        options=[{"option": "Monday"}, {"option": "Tuesday"}, {"option": "Friday"}],
        votes=3,
        several=True,
        closes="2099-01-10",
    )
    browser = browse("municipal.contributor")
    browser.open(poll.absolute_url())
    for number, value in enumerate(("2", "x", "5")):
        browser.getControl(name=f"votes-{number}").value = value
    browser.getControl(name="vote").click()
    assert browser.headers["Status"].startswith("422")
    found = [browser.getControl(name=f"votes-{number}").value for number in range(3)]
    assert found == ["2", "x", "5"]
    for number, value in enumerate(("2", "", "1")):
        browser.getControl(name=f"votes-{number}").value = value
    browser.getControl(name="vote").click()
    assert "Your vote is stored." in browser.contents
    assert browser.getControl(name="votes-0").value == "2"
    assert not browser.getControl(name="votes-1").value


def send(browser, *files):
    """Send the form with files; a browser of tests takes none where there may be several."""
    form = browser.getForm(id="form")
    pairs = form._form.submit_fields("form.buttons.save", index=0)
    pairs = [(name, value) for name, value in pairs if name != filing.FIELD]
    named = [(filing.FIELD, name, data) for name, data in files]
    kind, body = browser.testapp.encode_multipart(pairs, named)
    browser.post(form.action, body, kind)


def test_a_paper_that_is_refused_names_the_files_that_are_to_be_chosen_again(room, browse):
    browser = browse(SECRETARY)
    browser.open(f"{room.absolute_url()}/++add++RoomDocument")
    control(browser, "text").value = "It is closed."
    send(browser)
    assert browser.headers["Status"].startswith("422")
    assert AGAIN not in browser.contents
    send(browser, ("<b>plan</b>.txt", b"At night."), ("plan.exe", b"MZ"), ("map.txt", b"Here."))
    assert browser.headers["Status"].startswith("422")
    again = browser.contents.partition(AGAIN)[2].partition("</p>")[0]
    assert "<b>" not in again
    assert html.unescape(again).split(":", 1)[1].strip() == "<b>plan</b>.txt, map.txt"
    assert control(browser, "text").value == "It is closed."
    control(browser, "title").value = "Landing at night"
    send(browser, ("plan.exe", b"MZ"))
    assert browser.headers["Status"].startswith("422")
    assert AGAIN not in browser.contents, "what may not be attached is not asked for again"
    send(browser, ("plan.txt", b"At night."), ("map.txt", b"Here."))
    (paper,) = [each for each in room.objectValues() if each.portal_type == "RoomDocument"]
    assert {each["title"] for each in filing.listing(paper)} == {"plan.txt", "map.txt"}
