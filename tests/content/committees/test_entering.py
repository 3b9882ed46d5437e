"""Committees from a sheet: who may, what comes of each row, and out again."""

from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import finding
from clkss.content.committees.entering import sheet
from clkss.content.committees.entering import views
from clkss.content.interfaces import IClkssLayer
from clkss.content.relay.reporting import recovery
from clkss.content.sheets import batch as batches
from clkss.content.sheets import files
from clkss.content.sheets import kinds
from clkss.content.sheets import register
from clkss.content.sheets.errors import NotAllowed
from clkss.content.territories import table
from plone import api
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.interface import alsoProvides

import csv
import io
import openpyxl
import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
BONTOC = "1404404000"


def written(*rows):
    """Write rows as a CSV file, with the columns that they have."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names)
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(stream.getvalue().encode())


@pytest.fixture
def check(portal, people, acting):
    """Check a sheet as somebody."""

    def check(*rows, user="admin", stream=None, update=False):
        with acting(user):
            return batches.check(
                portal, "committees", stream or written(*rows), "c.csv", user=user, update=update
            )

    return check


@pytest.fixture
def apply(portal, check, acting):
    """Check and apply a sheet as somebody."""

    def apply(*rows, user="admin", **options):
        batch = check(*rows, user=user, **options)
        assert batch.get_problems() == []
        with acting(user):
            batches.apply(portal, batch)
        return batch

    return apply


@pytest.fixture
def take(portal, acting):
    """Take a file of committees as somebody."""

    def take(name, user="admin", **form):
        request = portal.REQUEST.clone()
        alsoProvides(request, IClkssLayer)
        request.form.update(form)
        with acting(user):
            view = api.content.get_view("sheet", portal.committees, request)
            return view.publishTraverse(request, name)()

    return take


@pytest.fixture(autouse=True)
def admin(portal):
    """An administrator with an account in the site."""
    portal.acl_users.userFolderAddUser("admin", "a-long-password-9", ["Site Administrator"], [])


def reasons(batch):
    """Name row and reason of each problem."""
    return [(problem.row, problem.reason) for problem in batch.get_problems()]


def test_rows_become_committees_with_their_names_state_and_place_in_the_catalog(
    portal, apply, acting
):
    batch = apply(
        {"territory": "Danao, Panglao, Bohol", "token": "", "name": "", "contact": "Hall\n0917"},
        {"territory": PANGLAO, "token": "", "name": "Panglao Committee", "contact": ""},
        {"territory": PANGLAO, "token": "schools", "name": "", "contact": ""},
    )
    assert dict(batch.outcome) == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    danao = content.get(DANAO)
    by_form = content.create("0701233001")
    assert danao.title == by_form.title.replace(table.get("0701233001").name, "Danao")
    assert (danao.contact, danao.kind, danao.other_names) == (
        "Hall\n0917",
        "council",
        by_form.other_names,
    )
    assert content.get(f"{PANGLAO}-schools").kind == "subcommittee"
    assert api.content.get_state(danao) == "active"
    for name, value in vars(by_form).items():
        if name.endswith("_Permission"):
            assert getattr(danao, name) == value
    with acting(None):
        assert [each.getId for each in finding.found("barangay", PANGLAO, subs=False)] == [
            DANAO,
            "0701233001",
        ]
        assert len(finding.found("municipal", BOHOL)) == 2
        assert len(finding.found("municipal", BOHOL, subs=False)) == 1
    assert api.user.has_permission("View", username="lito", obj=danao)
    assert not danao.get_local_roles()
    with acting("berto"):
        assert api.user.has_permission("Modify portal content", obj=danao)


def test_what_is_on_record_changes_only_where_the_sheet_gives_a_value(portal, apply, check):
    committee = content.create(DANAO, contact="Old hall", title="BCPC of Danao")
    content.create(PANGLAO, title="Panglao Committee")
    rows = (
        {"territory": DANAO, "name": "", "contact": "New hall"},
        {"territory": PANGLAO, "name": "Panglao Committee", "contact": ""},
        {"territory": "0701233001", "name": "", "contact": ""},
    )
    assert reasons(check(*rows)) == [(2, "code_exists"), (3, "code_exists")]
    batch = apply(*rows, update=True)
    assert dict(batch.outcome) == {"new": 1, "changed": 1, "same": 1, "refused": 0}
    assert (committee.title, committee.contact) == ("BCPC of Danao", "New hall")
    assert (len(batch.items), len(batch.changes)) == (1, 1)
    batches.undo(portal, batch)
    assert committee.contact == "Old hall"
    assert content.get("0701233001") is None


def test_every_mistake_is_named_at_its_row_and_nothing_is_entered(portal, check):
    batch = check(
        {"territory": "Nowhere", "token": "", "kind": ""},
        {"territory": "San Isidro", "token": "", "kind": ""},
        {"territory": DANAO, "token": "Not a token", "kind": "club"},
        {"territory": PANGLAO, "token": "", "kind": ""},
        {"territory": PANGLAO, "token": "", "kind": "Council"},
        {"territory": PANGLAO, "token": "schools", "kind": "Council"},
    )
    assert reasons(batch) == [
        (2, "unknown_territory"),
        (3, "ambiguous_territory"),
        (4, "not_a_token"),
        (4, "unknown_value"),
        (6, "duplicate_row"),
    ]
    assert dict(batch.outcome) == {"new": 2, "changed": 0, "same": 0, "refused": 4}
    assert not batch.is_applicable
    assert len(portal.committees) == 0
    assert files.corrected(batch)


def test_secretaries_enter_their_own_and_those_below_and_nobody_else_enters_any(
    portal, apply, check, acting
):
    batch = check({"territory": PANGLAO}, {"territory": DANAO}, {"territory": BOHOL}, user="clara")
    assert reasons(batch) == [(4, "make_forbidden")]
    apply({"territory": PANGLAO}, {"territory": DANAO}, user="clara")
    assert reasons(check({"territory": BONTOC}, user="elena")) == [(2, "make_forbidden")]
    content.create(BOHOL)
    refused = check({"territory": BOHOL, "contact": "x"}, user="clara", update=True)
    assert reasons(refused) == [(2, "update_forbidden")]
    for user in ("ana", "dindo", "hilda", "karla", "lito"):
        with acting(user), pytest.raises(NotAllowed):
            batches.check(portal, "committees", written({"territory": DANAO}), user=user)
    kind = kinds.get("committees")
    secretaries = {"berto", "clara", "elena", "fidel", "gloria", "isko"}
    for user in ("ana", "berto", "clara", "dindo", "elena", "fidel", "gloria", "hilda", "lito"):
        for key in (DANAO, PANGLAO, BOHOL):
            committee = content.get(key)
            assert kind.may_make(user, key) == kind.may_change(user, committee), (user, key)
        assert kind.may(user, sheet.ON_RECORD) == (user in secretaries)


def test_who_is_no_secretary_any_more_when_it_is_applied_enters_nothing(portal, check, acting):
    batch = check({"territory": DANAO}, user="clara")
    clearances.revoke("clara", PANGLAO, "secretary")
    with acting("clara"), pytest.raises(NotAllowed):
        batches.apply(portal, batch)
    assert content.get(DANAO) is None


def test_secretaries_see_their_own_imports_and_administrators_all(check, portal, acting):
    own = check({"territory": DANAO}, user="clara")
    other = check({"territory": BONTOC}, user="isko")
    kind = kinds.get("committees")
    assert kind.may_see("clara", own)
    assert not kind.may_see("clara", other)
    assert kind.may_see("admin", own)
    assert kind.may_see("admin", other)
    alsoProvides(portal.REQUEST, IClkssLayer)
    with acting("clara"):
        page = portal.restrictedTraverse("imports")()
        assert own.id in page
        assert other.id not in page
        portal.restrictedTraverse("imports").publishTraverse(portal.REQUEST, own.id)()
        with pytest.raises(NotFound):
            portal.restrictedTraverse("imports").publishTraverse(portal.REQUEST, other.id)()


def test_undo_leaves_committees_on_which_people_serve(portal, apply):
    batch = apply({"territory": DANAO}, {"territory": "0701233001"}, {"territory": BOHOL})
    left = batches.undo(portal, batch, keep_changed=True)
    assert [path.rpartition("/")[2] for _title, path in left] == [DANAO, BOHOL]
    assert set(portal.committees.objectIds()) == {DANAO, BOHOL}


def test_two_imports_of_one_committee_do_not_meet(portal, check, acting):
    first = check({"territory": DANAO})
    second = check({"territory": DANAO})
    first.state = register.STAGING
    with acting("admin"):
        batches.stage(portal, first)
        with pytest.raises(batches.BatchProblems) as refused:
            batches.apply(portal, second)
        assert [each.reason for each in refused.value.problems] == ["code_reserved"]
        batches.switch_on(portal, first)
    assert content.get(DANAO) is not None


def test_reports_know_the_committees_of_a_sheet(portal, apply, monkeypatch):
    entered, dropped = {}, []
    monkeypatch.setattr(recovery.record, "enter", entered.update)
    monkeypatch.setattr(recovery.record, "drop", dropped.extend)
    batch = apply({"territory": "0701233001"}, {"territory": BONTOC})
    made = {key: content.get(key) for key in ("0701233001", BONTOC)}
    assert entered == {key: recovery.record.since_of(each) for key, each in made.items()}
    batches.undo(portal, batch, keep_changed=True)
    assert set(dropped) == {"0701233001"}


def test_all_committees_come_out_as_a_sheet_that_changes_nothing(committees, check, take):
    content.get(DANAO).contact = "Hall;\n\n+63 917"
    content.get(DANAO).description = "=1+1 and more"
    content.get(PANGLAO).other_names = ("CCPC", "Old name")
    out = take("all.csv")
    batch = check(stream=io.BytesIO(out), update=True)
    assert batch.get_problems() == []
    assert batch.outcome["same"] == batch.rows == len(committees)
    batch = check(stream=io.BytesIO(take("all.xlsx")), update=True)
    assert batch.get_problems() == []
    assert batch.outcome["same"] == batch.rows == len(committees)
    rows = csv.DictReader(io.StringIO(out.decode("utf-8-sig")))
    keys = [row["territory"] + row["token"] for row in rows]
    assert keys[:2] == ["PH", "PHknowledge"]
    assert keys.index(BOHOL) < keys.index(PANGLAO) < keys.index(DANAO)
    within = take("all.csv", place=PANGLAO, level="barangay").decode("utf-8-sig")
    assert [row["territory"] for row in csv.DictReader(io.StringIO(within))] == [DANAO]


def test_a_sheet_of_the_barangays_without_a_committee_is_ready_to_upload(
    committees, take, apply, monkeypatch
):
    out = take("missing.xlsx", user="clara", place=PANGLAO, level="barangay")
    rows = list(openpyxl.load_workbook(io.BytesIO(out)).worksheets[0].iter_rows(values_only=True))
    codes = [row[0] for row in rows[1:]]
    assert len(codes) == table.count("barangay", PANGLAO) - 1
    assert DANAO not in codes
    assert rows[1][1] == table.title(codes[0])
    batch = apply(stream=io.BytesIO(out), user="clara")
    assert len(batch.items) == len(codes)
    assert views.missing(None, views.Choice({"place": PANGLAO}), "admin") == []
    # Who only looks writes nothing: no clearance is held.
    monkeypatch.setattr(clearances, "assert_current", pytest.fail)
    again = take("missing.csv", user="clara", place=BOHOL, level="provincial")
    assert len(again.splitlines()) == 1


def test_files_are_for_who_may_enter_committees(committees, take):
    for user in ("ana", "lito", None):
        with pytest.raises(Unauthorized):
            take("all.csv", user=user)
    for form in ({"place": "x"}, {"level": "x"}, {"place": ["PH"]}):
        with pytest.raises(BadRequest):
            take("missing.csv", **form)


def test_the_page_of_imports_offers_the_sheets(committees, portal, acting):
    request = portal.REQUEST
    alsoProvides(request, IClkssLayer)
    request.form.update({"place": PANGLAO, "level": "barangay"})
    for user, seen in (("clara", True), ("hilda", False)):
        with acting(user):
            page = portal.restrictedTraverse("imports")()
        assert ("missing.xlsx?place=0701233000&amp;level=barangay" in page) is seen
        assert ("Sheets of committees" in page) is seen
