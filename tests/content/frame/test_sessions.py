"""A session ends for whom it belongs to, and for nobody else."""

from clkss.content.frame import tokens
from plone import api

import base64
import pytest
import transaction


def is_signed_in(person):
    person.open("members-wall")
    return "login" not in person.browser.url


def sign_out(person):
    token = person.open("logout").xpath(f"//input[@name='{tokens.FIELD}']")[0].get("value")
    person.post("logout", **{tokens.FIELD: token})


def test_pedro_cannot_sign_maria_out_with_a_cookie_of_his_making(maria, pedro):
    token = pedro.open("logout").xpath(f"//input[@name='{tokens.FIELD}']")[0].get("value")
    forged = base64.b64encode(b"\0" * 32 + b"%08x" % 1 + b"maria!").decode()
    pedro.browser.cookies["__ac"] = forged
    pedro.browser.addHeader("Authorization", "Basic pedro:A-long-secret-7")
    pedro.post("logout", **{tokens.FIELD: token})
    assert is_signed_in(maria)


def test_a_session_does_not_come_with_an_address(visitor, pedro):
    visitor.open(f"?__ac={pedro.browser.cookies['__ac'].strip(chr(34))}")
    assert visitor.status == 403
    assert visitor.browser.cookies.get("__ac") is None


def test_pedro_signs_himself_out_everywhere(pedro, person):
    telephone = person().sign_in("pedro")
    sign_out(pedro)
    assert not is_signed_in(pedro)
    assert not is_signed_in(telephone)


@pytest.mark.parametrize("who", ["maria", "pedro"])
def test_sessions_end_with_the_old_password(maria, pedro, who):
    with api.env.adopt_roles(["Manager"]):
        api.portal.get_tool("acl_users").userSetPassword("maria", "Another-secret-8")
    transaction.commit()
    assert is_signed_in({"maria": maria, "pedro": pedro}[who]) is (who == "pedro")


def test_who_changes_the_password_stays_signed_in_there_alone(maria, person):
    telephone = person().sign_in("maria")
    maria.open("@@change-password")
    browser = maria.browser
    browser.getControl(name="form.widgets.current_password").value = "A-long-secret-7"
    browser.getControl(name="form.widgets.new_password").value = "Another-secret-8"
    browser.getControl(name="form.widgets.new_password_ctl").value = "Another-secret-8"
    browser.getControl(name="form.buttons.reset_passwd").click()
    assert is_signed_in(maria)
    assert not is_signed_in(telephone)
    assert is_signed_in(person().sign_in("maria", "Another-secret-8"))
