"""A municipality plans a meeting, says who does what, and votes; another sees what is shared."""

import re


def test_a_committee_meets_and_votes(person, width):
    title = f"Meeting about boats at {width}"
    secretary = person("municipal.secretary")
    page = secretary.page
    secretary.go("/committees?place=0701233000")
    secretary.press(
        page.get_by_role("link", name=re.compile("^Municipal Committee of Panglao")).first
    )
    secretary.check("room")
    room = page.url
    secretary.press(page.get_by_role("link", name="Plan a meeting"))
    secretary.check("meeting-form")
    page.get_by_label(re.compile("^Title")).fill(title)
    page.get_by_label(re.compile("^Day")).fill("2099-01-12")
    secretary.press(page.get_by_role("button", name="Save draft").first)
    secretary.press(page.get_by_role("button", name="Share with this committee"))
    page.get_by_text("Write what is to be done", exact=True).click()
    page.get_by_label("What", exact=True).first.fill(f"Count the boats {width}")
    page.get_by_label("Who does it", exact=True).first.select_option(
        label="Demo Municipal Contributor (Panglao)"
    )
    actions = page.get_by_role("region", name=re.compile("to be done|Actions", re.I))
    secretary.press(actions.get_by_role("button", name="Save"))
    secretary.check("meeting")

    secretary.go(room)
    secretary.press(page.get_by_role("link", name="Ask for votes"))
    secretary.check("poll-form")
    question = f"Which landing first, at {width}?"
    page.get_by_label(re.compile("^Question")).fill(question)
    page.get_by_label("Option", exact=True).nth(0).fill("Tangnan")
    page.get_by_label("Option", exact=True).nth(1).fill("Danao")
    page.get_by_label(re.compile("^Last day to vote")).fill("2099-01-10")
    secretary.press(page.get_by_role("button", name="Save draft").first)
    secretary.press(page.get_by_role("button", name="Share with this committee"))
    poll = page.url

    member = person("municipal.contributor")
    member.go("/my-work")
    member.check("my-work-room")
    work = member.page.get_by_role("main")
    assert f"Count the boats {width}" in work.inner_text()
    member.go(poll)
    member.page.get_by_label("Tangnan").check()
    member.press(member.page.get_by_role("button", name="Vote"))
    member.check("poll-voted")

    secretary.go(poll)
    secretary.press(page.get_by_role("button", name="Make public"))
    for other in (person("other.municipal.secretary"), person()):
        other.go("/accomplishments")
        other.check("accomplishments")
        other.go(room)
        text = other.page.get_by_role("main").inner_text()
        assert title not in text
        assert f"Count the boats {width}" not in other.page.content()
    other.check("room-visitor")
