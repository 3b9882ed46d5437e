"""A province asks its barangays, a barangay answers on a phone, the province sees the answer."""

import re


def test_an_advisory_is_sent_and_answered(person, width):
    subject = f"Night boats at {width}"
    writer = person("provincial.secretary")
    writer.go("/advisories")
    writer.check("advisories-sender")
    writer.press(writer.page.get_by_role("link", name="Write an advisory"))
    writer.check("advisory-form")
    page = writer.page
    page.get_by_label(re.compile("^Subject")).fill(subject)
    writer.press(page.get_by_role("button", name="Save draft").first)
    assert "Choose at least one level." in page.get_by_role("main").inner_text()
    writer.press(page.get_by_role("link", name="Change", exact=True))
    page.get_by_label("What you tell them").fill("Count the boats that land at night.")
    page.get_by_label("Barangay", exact=True).check()
    page.get_by_role("combobox", name=re.compile("place", re.I)).first.fill("Panglao")
    page.get_by_role("option", name=re.compile("Panglao, Bohol")).first.click()
    page.get_by_label("Question", exact=True).first.fill("How many boats?")
    page.get_by_label("Answer", exact=True).first.select_option("number")
    writer.press(page.get_by_role("button", name="Save draft").first)
    writer.check("advisory-draft")
    writer.press(page.get_by_role("button", name="Send", exact=True))
    assert "Those to whom it goes are told by mail" in page.content()
    address = page.url

    reader = person("barangay.secretary")
    reader.go("/my-work")
    reader.press(reader.page.get_by_role("link", name=subject))
    reader.check("advisory-reader")
    reader.page.get_by_label("How many boats?").fill("many")
    reader.press(reader.page.get_by_role("button", name="Send the answer"))
    assert "Write a whole number" in reader.page.get_by_role("main").inner_text()
    reader.check("advisory-wrong-answer")
    reader.page.get_by_label("How many boats?").fill("7")
    reader.press(reader.page.get_by_role("button", name="Send the answer"))
    assert "Your answer is stored." in reader.page.content()

    writer.go(f"{address}/@@gathered")
    writer.check("advisory-gathered")
    text = page.get_by_role("main").inner_text()
    assert "How many boats?" in text
    assert "7" in text

    stranger = person()
    stranger.go(address)
    assert subject not in stranger.page.content()
