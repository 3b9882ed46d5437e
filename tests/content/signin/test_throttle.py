"""Whoever guesses passwords waits, by whichever way, and learns nothing on the way."""

from AuthEncoding import AuthEncoding
from clkss.content.signin.throttle import checking
from clkss.content.signin.throttle import rules
from clkss.content.signin.throttle import store
from clkss.content.signin.throttle.tables import counts
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from sqlalchemy import select

import clkss.content.relational as relational
import os
import pytest
import subprocess
import sys
import transaction


PASSWORD = "a-long-password-9"
WRONG = "not-her-password-1"

WAYS = ("form", "basic", "login", "old_password")


@pytest.fixture
def try_to(person, basic, rest):
    """Try a name with a password by one of the ways in; says whether it was let in."""

    def attempt(way, name, password):
        if way == "form":
            return person().sign_in(name, password).is_in
        if way == "basic":
            return basic(name, password).status == 200
        if way == "login":
            answer = rest("POST", "@login", {"login": name, "password": password})
            return answer.status == 200
        # Whoever is signed in tries passwords of the account on its own forms.
        token = f"Basic {name}:{password}"
        body = {"old_password": password, "new_password": "Something-else-12"}
        answer = rest("POST", f"@users/{name}/reset-password", body, authorization=token)
        return answer.status < 300

    return attempt


def fail(try_to, times, name="clara", way="basic"):
    for _time in range(times):
        assert not try_to(way, name, WRONG)


def test_after_five_failures_by_any_way_the_right_password_waits_by_every_way(try_to, later):
    for way in WAYS:
        fail(try_to, 1, way=way)
    assert try_to("basic", "clara", PASSWORD)
    for way in (*WAYS, "basic"):
        fail(try_to, 1, way=way)
    for way in WAYS:
        assert not try_to(way, "clara", PASSWORD)
    later(rules.NAME.first + 1)
    assert try_to("basic", "clara", PASSWORD)
    assert try_to("form", "clara", PASSWORD)


def test_each_further_failure_doubles_the_wait_up_to_an_end(try_to, later):
    fail(try_to, 5)
    later(rules.NAME.first + 1)
    fail(try_to, 1)
    later(rules.NAME.first + 1)
    assert not try_to("basic", "clara", PASSWORD)
    later(rules.NAME.first)
    for _time in range(20):
        later(rules.NAME.longest)
        fail(try_to, 1)
    later(rules.NAME.longest + 1)
    assert try_to("basic", "clara", PASSWORD)


def test_what_is_refused_unseen_does_not_prolong_the_wait(try_to, later):
    fail(try_to, 5)
    later(rules.NAME.first - 1)
    fail(try_to, 10)
    later(2)
    assert try_to("basic", "clara", PASSWORD)


def test_others_are_let_in_meanwhile(try_to):
    fail(try_to, 8)
    assert try_to("form", "elena", PASSWORD)


def test_a_name_is_the_same_however_it_is_written(try_to):
    for name in ("clara", "Clara", " CLARA", "clara ", "CLARA"):
        assert not try_to("login", name, WRONG)
    assert not try_to("basic", "clara", PASSWORD)


def test_the_account_of_the_server_waits_too_and_counts_once(try_to, later):
    assert try_to("basic", SITE_OWNER_NAME, SITE_OWNER_PASSWORD) is not None
    digest = checking.name_digest(SITE_OWNER_NAME)
    fail(try_to, 5, name=SITE_OWNER_NAME)
    assert store.count_of(digest) == 5


def test_the_server_s_right_password_counts_as_no_failure(rest, site):
    right = f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}"
    for _time in range(7):
        assert rest("GET", "@users", authorization=right).status == 200
    assert store.count_of(checking.name_digest(SITE_OWNER_NAME)) == 0
    for _time in range(5):
        rest("GET", "@users", authorization=f"Basic {SITE_OWNER_NAME}:{WRONG}")
    assert rest("GET", "@users", authorization=right).status == 401


def test_a_page_that_somebody_may_not_see_counts_as_no_failure(rest, site):
    known = f"Basic lito:{PASSWORD}"
    for _time in range(rules.NAME.free + 1):
        assert rest("GET", "@controlpanels", authorization=known).status == 401
    assert store.count_of(checking.name_digest("lito")) == 0


def test_one_source_that_tries_many_names_waits(try_to):
    for number in range(rules.SOURCE.free):
        assert not try_to("login", f"name{number}", WRONG)
    assert not try_to("login", "clara", PASSWORD)


def test_a_browser_that_is_known_is_not_shut_out_by_strangers(try_to, person):
    mine = person().sign_in("clara")
    fail(try_to, 12)
    assert not try_to("form", "clara", PASSWORD)
    assert mine.sign_in("clara").is_in


def test_a_browser_known_as_one_person_is_a_stranger_to_another(try_to, person):
    mine = person().sign_in("lito")
    fail(try_to, 6)
    mine.open("logout")
    assert "clkss_device" in mine.browser.cookies
    stranger = person()
    stranger.open("login")
    stranger.browser.cookies["clkss_device"] = mine.browser.cookies["clkss_device"].strip('"')
    stranger.sign_in("clara")
    assert not stranger.is_in


def test_the_answer_is_the_same_whether_or_not_there_is_such_an_account(person, rest):
    for _time in range(rules.NAME.free + 2):
        known = person().sign_in("clara", WRONG)
        unknown = person().sign_in("nodin", WRONG)
        assert known.status == unknown.status == 200
        said = [each.text.replace("nodin", "clara") for each in (known, unknown)]
        assert said[0] == said[1]
        known, unknown = (
            rest("POST", "@login", {"login": name, "password": WRONG})
            for name in ("clara", "nodin")
        )
        assert (known.status, known.body) == (unknown.status, unknown.body)
        assert known.status == 401


def test_the_same_passwords_are_looked_at_whether_or_not_there_is_such_an_account(
    rest, monkeypatch
):
    looked = []
    real = AuthEncoding.pw_validate
    monkeypatch.setattr(
        AuthEncoding, "pw_validate", lambda *args: looked.append(args) or real(*args)
    )
    rest("POST", "@login", {"login": "clara", "password": WRONG})
    known = len(looked)
    looked.clear()
    rest("POST", "@login", {"login": "nodin", "password": WRONG})
    assert len(looked) == known > 0


def test_the_owner_is_told_once_and_the_audit_keeps_no_name_that_was_entered(
    try_to, later, mails_to, entries
):
    for name in ("clara", "my-secret-typed-into-the-wrong-field"):
        fail(try_to, 5, name=name, way="login")
        later(rules.NAME.first + 1)
        fail(try_to, 1, name=name, way="login")
    assert mails_to("clara") == ["signin.locked"]
    assert entries("signin.locked") == [
        ("signin.locked", {"user": "clara"}),
        ("signin.locked", {"user": ""}),
    ]


def test_the_table_holds_neither_names_nor_addresses(try_to):
    fail(try_to, 3)
    with relational.read() as connection:
        kept = str(connection.execute(select(counts)).all())
    assert "clara" not in kept
    assert "127.0.0.1" not in kept


def test_after_a_day_all_is_forgotten(site, try_to, later):
    fail(try_to, 3)
    later(rules.DAY + 1)
    store.forget(site, None)
    transaction.commit()
    with relational.read() as connection:
        assert connection.execute(select(counts)).all() == []


def test_odd_credentials_are_no_account_and_no_error(rest):
    for login, password in ((1, 2), (None, "x"), (["clara"], PASSWORD), ({}, {}), ("", "")):
        answer = rest("POST", "@login", {"login": login, "password": password})
        assert answer.status in (400, 401)


COUNT = """
from clkss.content.signin.throttle import rules, store
import sys
for _time in range(25):
    store.count({sys.argv[1]: rules.NAME, "total": rules.TOTAL})
"""


def test_two_processes_count_at_once_and_lose_nothing():
    store.count({"first": rules.NAME})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    others = [
        subprocess.Popen([sys.executable, "-c", COUNT, what], env=environment)
        for what in ("a", "a", "b")
    ]
    assert [other.wait() for other in others] == [0, 0, 0]
    assert [store.count_of(what) for what in ("a", "b", "total")] == [50, 25, 75]


def test_of_many_tries_at_one_moment_only_the_free_ones_are_taken():
    taken = [store.take("code", rules.CODE) for _time in range(9)]
    assert taken == [True] * 5 + [False] * 4
