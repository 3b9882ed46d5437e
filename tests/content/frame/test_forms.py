"""Forms are taken only from those to whom the site gave them, and nothing written is lost."""

from clkss.content.frame import rules
from clkss.content.frame import tokens

import pytest
import time


def write(person, text, path="wall"):
    person.open(path)
    person.browser.getControl(name="text").value = text
    person.browser.getControl(name="write").click()


def token_on(person, path="wall"):
    return person.open(path).xpath(f"//input[@name='{tokens.FIELD}']")[0].get("value")


@pytest.fixture
def a_day_later(monkeypatch):
    """Let a day and an hour pass for tokens."""

    class Clock:
        @staticmethod
        def time():
            return time.time() + rules.LIFETIME + 3600

    return lambda: monkeypatch.setattr(tokens, "time", Clock)


def test_visitor_writes_with_the_form_of_the_site(visitor, on_the_wall):
    write(visitor, "Good morning")
    assert on_the_wall() == "Good morning"
    assert "Written on the wall" in visitor.open().text_content()


def test_member_writes_with_the_form_of_the_site(maria, on_the_wall):
    write(maria, "Good evening")
    assert on_the_wall() == "Good evening"


@pytest.mark.parametrize("who", ["visitor", "maria"])
@pytest.mark.parametrize("token", [None, "", "1.2", "6b49d200." + "0" * 64])
def test_form_without_a_good_token_writes_nothing(who, token, request, on_the_wall):
    person = request.getfixturevalue(who)
    person.open("wall")
    fields = {"text": "planted"} | ({tokens.FIELD: token} if token is not None else {})
    person.post("wall", **fields)
    assert person.status == 403
    assert on_the_wall() != "planted"


def test_form_of_one_visitor_is_refused_from_another(visitor, person, on_the_wall):
    token = token_on(visitor)
    stranger = person()
    stranger.open("wall")
    stranger.post("wall", text="planted", **{tokens.FIELD: token})
    assert stranger.status == 403
    assert on_the_wall() != "planted"


def test_form_of_pedro_is_refused_from_maria(maria, pedro, on_the_wall):
    token = token_on(pedro)
    maria.post("wall", text="planted", **{tokens.FIELD: token})
    assert maria.status == 403
    assert on_the_wall() != "planted"


def test_reading_writes_nothing_whatever_the_address_says(maria, on_the_wall):
    token = token_on(maria)
    maria.open(f"wall?text=planted&{tokens.FIELD}={token}")
    assert on_the_wall() != "planted"


def test_form_from_elsewhere_shows_the_text_but_offers_no_button(maria):
    story = "We went from house to house and asked who is not in school."
    page = maria.post("wall", text=story.replace(" ", "+"))
    assert story in maria.text
    assert not page.xpath("//main//button")


def test_form_left_open_for_a_day_is_sent_again_with_one_click(maria, a_day_later, on_the_wall):
    story = "Twelve children came back to school, <b>all</b> in one month."
    maria.open("wall")
    a_day_later()
    maria.browser.getControl(name="text").value = story
    maria.browser.getControl(name="write").click()
    assert maria.status == 403
    assert story in maria.text
    assert on_the_wall() != story
    maria.browser.getForm(index=2).submit()
    assert on_the_wall() == story


def test_form_opened_before_signing_in_is_asked_once_more(visitor, on_the_wall):
    token = token_on(visitor)
    visitor.sign_in("maria")
    page = visitor.post("wall", text="I+wrote+this+before+signing+in", **{tokens.FIELD: token})
    assert visitor.status == 403
    assert page.xpath("//main//button")
    assert on_the_wall() != "I wrote this before signing in"


def test_text_survives_the_end_of_a_session(maria, on_the_wall):
    story = "The mayor signed the ordinance on market day."
    maria.open("members-wall")
    maria.browser.getControl(name="text").value = story
    maria.browser.cookies.clearAll()
    maria.browser.getControl(name="write").click()
    assert maria.status == 401
    assert story in maria.text
    assert on_the_wall() != story
    maria.browser.getControl(name="__ac_name").value = "maria"
    maria.browser.getControl(name="__ac_password").value = "not this"
    maria.browser.getControl("Sign in and send").click()
    assert "The name or the password is wrong" in maria.text
    assert on_the_wall() != story
    maria.browser.getControl(name="__ac_name").value = "maria"
    maria.browser.getControl(name="__ac_password").value = "A-long-secret-7"
    maria.browser.getControl("Sign in and send").click()
    assert on_the_wall() == story
    assert "Maria" in maria.open().text_content()


def test_somebody_else_cannot_send_what_maria_wrote(maria, on_the_wall):
    maria.open("members-wall")
    maria.browser.getControl(name="text").value = "In my name only"
    maria.browser.cookies.clearAll()
    maria.browser.getControl(name="write").click()
    maria.browser.getControl(name="__ac_name").value = "pedro"
    maria.browser.getControl(name="__ac_password").value = "A-long-secret-7"
    maria.browser.getControl("Sign in and send").click()
    assert on_the_wall() != "In my name only"


def test_password_is_never_shown_again(visitor):
    visitor.post("members-wall", text="A+text+that+is+long+enough", __ac_password="hidden-word-9")
    assert visitor.status == 401
    assert "hidden-word-9" not in visitor.browser.contents


def test_page_with_a_form_is_kept_by_nobody(visitor):
    visitor.open("wall")
    assert visitor.browser.headers["Cache-Control"] == "private, no-store"
    cookie = visitor.browser.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_takes_a_form(maria):
    maria.open("logout")
    assert "Maria" in maria.open().text_content()
    maria.browser.getForm(action="logout").submit()
    assert "Sign in" in maria.open().text_content()


def test_signing_out_ends_the_sessions_on_other_devices(maria, person):
    phone = person().sign_in("maria")
    assert "Sign out" in phone.open().text_content()
    maria.open()
    maria.browser.getForm(action="logout").submit()
    assert "Sign out" not in phone.open().text_content()
