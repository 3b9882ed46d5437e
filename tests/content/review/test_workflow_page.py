"""The page about the workflow and the workflow say the same."""

from clkss.content.review.workflow import ACTIONS
from clkss.content.review.workflow import STATES
from pathlib import Path

import pytest


PAGE = Path(__file__).parents[3] / "docs" / "reference" / "workflows" / "knowledge.md"
ALWAYS = {"Manager", "Site Administrator"}


def rows(heading):
    """Read the table under a heading of the page."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return cells[0], cells[2:]


def permission_table():
    header, body = rows("States, permissions and roles")
    for row in body:
        for state, cell in zip(header[1:], row[1:], strict=True):
            named = set() if cell == "–" else {role.strip() for role in cell.split(",")}
            yield row[0], state, named


@pytest.fixture
def workflow(portal):
    return portal.portal_workflow["clkss_knowledge_workflow"]


class TestThePage:
    @pytest.mark.parametrize(("permission", "state", "roles"), list(permission_table()))
    def test_each_permission_of_each_state(self, workflow, permission, state, roles):
        settings = workflow.states[state].permission_roles[permission]
        assert isinstance(settings, tuple), "nothing is taken over from the folder"
        assert set(settings) == roles | ALWAYS

    def test_no_permission_and_no_state_is_left_out(self, workflow):
        header, body = rows("States, permissions and roles")
        assert {row[0] for row in body} == set(workflow.permissions)
        assert tuple(header[1:]) == STATES
        assert set(workflow.states.objectIds()) == set(STATES)

    @pytest.mark.parametrize("state", STATES)
    def test_view_and_access_go_together(self, workflow, state):
        settings = workflow.states[state].permission_roles
        assert set(settings["View"]) == set(settings["Access contents information"])

    def test_the_transitions(self, workflow):
        _header, body = rows("Transitions")
        assert {row[0].strip("`") for row in body} == set(workflow.transitions.objectIds())
        assert set(ACTIONS) == set(workflow.transitions.objectIds())

    def test_practices_follow_it(self, portal):
        assert portal.portal_workflow.getChainForPortalType("GoodPractice") == (
            "clkss_knowledge_workflow",
        )
