"""Many writers, some of them killed: both stores tell the same story."""

import pytest
import signal


pytestmark = pytest.mark.live


def acknowledged(processes):
    """Collect the lines of finished processes."""
    return [line for process in processes for line in process.communicate(timeout=300)[0].split()]


def assert_same_story(found, names):
    """All stores hold each name once and nothing else."""
    assert sorted(found["zodb"]) == sorted(names)
    assert sorted(found["facts"]) == sorted(names)
    assert sorted(found["audit"]) == sorted(names)
    assert found["total"] == len(names)
    assert found["chain"] == []


class TestWriters:
    def test_fifty_writers_in_five_processes_lose_nothing(self, visitors):
        processes = [
            visitors.start("write", "--name", f"p{number}", "--threads", "10", "--writes", "4")
            for number in range(5)
        ]
        names = acknowledged(processes)
        assert [process.returncode for process in processes] == [0] * 5
        assert len(names) == 200
        assert_same_story(visitors.read(), names)

    def test_conflicts_in_the_zodb_leave_no_double_facts(self, visitors):
        processes = [
            visitors.start(
                "write", "--hot", "--name", f"p{number}", "--threads", "3", "--writes", "5"
            )
            for number in range(2)
        ]
        names = acknowledged(processes)
        found = visitors.read()
        assert len(names) == 30
        assert found["hot"] == 30
        assert_same_story(found, names)


class TestKilledWriters:
    def test_twenty_kills_lose_nothing_that_was_acknowledged(self, visitors):
        mothers = [
            visitors.start(
                *("lives", "--lives", "10", "--name", f"mother{number}"),
                *("--threads", "3", "--writes", "100000"),
            )
            for number in range(2)
        ]
        names = set(acknowledged(mothers))
        assert [mother.returncode for mother in mothers] == [0, 0]
        found = visitors.read()
        assert len(names) >= 20
        assert names <= set(found["zodb"])
        assert set(found["zodb"]) <= set(found["facts"]) <= set(found["audit"])
        ahead = set(found["audit"]) - set(found["zodb"])
        visitors.settle()
        settled = visitors.read()
        assert_same_story(settled | {"audit": settled["zodb"]}, found["zodb"])
        assert settled["lost"] == len(ahead)
        assert visitors.settle() == 0

    def test_killed_between_the_two_stores(self, visitors):
        process = visitors.start("write", "--name", "ana", "--writes", "4", "--die-between")
        names = acknowledged([process])
        assert process.returncode == -signal.SIGKILL
        assert names == ["ana-0-0", "ana-0-1", "ana-0-2"]
        found = visitors.read()
        assert sorted(found["zodb"]) == names
        assert sorted(found["facts"]) == [*names, "ana-0-3"]
        visitors.settle()
        settled = visitors.read()
        assert sorted(settled["facts"]) == names
        assert settled["total"] == 3
        assert settled["lost"] == 1
        assert settled["chain"] == []
        (again,) = acknowledged([visitors.start("write", "--name", "ben")])
        assert again in visitors.read()["facts"]
