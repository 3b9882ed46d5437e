"""Who serves on which committee, as what, until when."""

from clkss.content import relational
from clkss.content.audit import tables
from clkss.content.committees import clearances
from clkss.content.committees import rules
from datetime import timedelta

import pytest
import transaction


DANAO = "0701233003"
PANGLAO = "0701233000"
BONTOC = "1404404000"


def served(key, **kw):
    """Pairs of account and function."""
    return [(each.user_id, each.function) for each in clearances.people(key, **kw)]


class TestGranting:
    def test_a_granted_clearance_is_on_record(self, people):
        given = clearances.grant("lito", BONTOC, "member", agency="DOLE", alternate=True)
        assert clearances.clearances("lito") == [given]
        assert (given.agency, given.alternate, given.since) == (
            "DOLE",
            True,
            clearances.today(),
        )

    def test_one_person_serves_on_several_committees_in_several_functions(self, people):
        clearances.grant("lito", BONTOC, "member")
        clearances.grant("lito", BONTOC, "secretary")
        clearances.grant("lito", DANAO, "member")
        assert {(each.committee, each.function) for each in clearances.clearances("lito")} == {
            (BONTOC, "member"),
            (BONTOC, "secretary"),
            (DANAO, "member"),
        }

    def test_granting_again_renews(self, people):
        today = clearances.today()
        clearances.grant("lito", BONTOC, "member", until=today)
        clearances.grant("lito", BONTOC, "member", agency="DOLE", until=today + timedelta(days=9))
        (only,) = clearances.clearances("lito")
        assert (only.agency, only.until) == ("DOLE", today + timedelta(days=9))

    def test_renewing_with_another_agency_leaves_the_first(self, people):
        clearances.grant("lito", BONTOC, "member", agency="DOLE")
        clearances.grant("lito", BONTOC, "member", agency="DSWD")
        assert f"agency:DOLE:{BONTOC}" not in clearances.groups("lito")
        assert clearances.group_members(f"agency:DOLE:{BONTOC}") == ()
        assert clearances.group_members(f"agency:DSWD:{BONTOC}") == ("lito",)

    def test_every_reason_against_is_told_at_once(self, people):
        yesterday = clearances.today() - timedelta(days=1)
        with pytest.raises(clearances.ClearanceRefused) as refused:
            clearances.grant("nobody-at-all", "0000000000", "king", agency="D S", until=yesterday)
        assert set(refused.value.reasons) == {
            rules.NOT_A_KEY,
            rules.NOT_A_FUNCTION,
            rules.NOT_AN_AGENCY,
            rules.ENDED_ALREADY,
            clearances.NOBODY,
        }

    def test_nobody_grants_to_themselves(self, people):
        with pytest.raises(clearances.ClearanceRefused) as refused:
            clearances.grant("clara", PANGLAO, "caseworker", granted_by="clara")
        assert refused.value.reasons == (rules.ONESELF,)
        assert not clearances.is_staffed(DANAO, "caseworker")

    def test_an_id_without_account_cannot_be_cleared_in_advance(self, people):
        with pytest.raises(clearances.ClearanceRefused):
            clearances.grant("not-yet", PANGLAO, "caseworker")


class TestEnding:
    def test_revoking_one_function_leaves_the_others(self, people):
        clearances.grant("clara", PANGLAO, "caseworker")
        clearances.revoke("clara", PANGLAO, "secretary")
        assert served(PANGLAO) == [("clara", "caseworker"), ("dindo", "caseworker")]
        assert clearances.group_members(f"committee:{PANGLAO}") == ("clara", "dindo")

    def test_revoking_what_nobody_has_is_no_change(self, people):
        before = clearances.generation()
        assert clearances.revoke("lito", PANGLAO) == []
        assert clearances.generation() == before

    def test_the_end_date_works_without_anybody_doing_anything(self, people):
        today = clearances.today()
        clearances.grant("lito", BONTOC, "caseworker", until=today + timedelta(days=1))
        tomorrow = today + timedelta(days=1)
        after = today + timedelta(days=2)
        assert clearances.is_staffed(BONTOC, "caseworker", on=tomorrow)
        assert not clearances.is_staffed(BONTOC, "caseworker", on=after)
        assert clearances.clearances("lito", on=after) == []
        assert clearances.groups("lito", on=after) == frozenset()
        assert served(BONTOC, on=after, ended=True) == [("lito", "caseworker")]

    def test_who_leaves_the_service_leaves_everything(self, portal, people):
        portal.acl_users.userFolderDelUsers(["clara"])
        assert clearances.clearances("clara") == []
        assert not clearances.is_staffed(PANGLAO, "secretary")

    def test_a_new_account_of_the_same_name_inherits_nothing(self, portal, people):
        portal.acl_users.source_users.removeUser("clara")
        portal.acl_users.userFolderAddUser("clara", "a-long-password-9", ["Member"], [])
        assert clearances.clearances("clara") == []


class TestKeeping:
    def test_people_are_listed_by_function(self, people):
        clearances.grant("lito", PANGLAO, "member")
        assert served(PANGLAO) == [
            ("clara", "secretary"),
            ("lito", "member"),
            ("dindo", "caseworker"),
        ]

    def test_the_count_changes_with_every_change(self, people):
        seen = [clearances.generation()]
        clearances.grant("lito", BONTOC, "member")
        seen.append(clearances.generation())
        clearances.revoke("lito", BONTOC)
        seen.append(clearances.generation())
        assert seen == sorted(set(seen))

    def test_every_change_is_in_the_audit(self, functional_portal):
        functional_portal.acl_users.userFolderAddUser("lito", "a-long-password-9", ["Member"], [])
        clearances.grant("lito", BONTOC, "member", site=functional_portal)
        clearances.revoke("lito", BONTOC, site=functional_portal)
        transaction.commit()
        with relational.read("audit") as connection:
            actions = [row.action for row in connection.execute(tables.audit.select())]
        assert actions[-2:] == ["clearance.granted", "clearance.revoked"]
