"""Imports point down, in one direction only."""

import ast
import sys


#: From the ground up. A room may import what stands before it.
ROOMS = (
    ["interfaces", "exceptions"],
    [
        "relational",
        "conflicts",
        "frame",
        "territories",
        "audit",
        "jobs",
        "notices",
        "sheets",
        "committees",
        "subjects",
        "review",
    ],
    [
        "repository",
        "practices",
        "exchange",
        "community",
        "relay",
        "incidents",
        "cases",
        "referrals",
        "plans",
        "risk",
    ],
    ["maps", "search", "figures", "reports"],
)

#: Not rooms: they join all floors from above.
ABOVE = {"setuphandlers", "testing", "upgrades"}

ORDER = [room for floor in ROOMS for room in floor]
FIRST_SUBJECT = ORDER.index("repository")


def imported(tree):
    """Yield the dotted names that a module imports, however deep inside."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room_of(name):
    """Return the room of a dotted name in clkss.content, or None."""
    parts = name.split(".")
    return parts[2] if len(parts) > 2 and parts[:2] == ["clkss", "content"] else None


def test_every_room_has_its_floor(modules):
    rooms = {room_of(name) for name in modules} - {None} - ABOVE
    assert rooms <= set(ORDER)


def test_rooms_import_only_what_stands_below(modules):
    wrong = set()
    for name, (_path, tree) in modules.items():
        room = room_of(name)
        if room is None or room in ABOVE:
            continue
        for target in imported(tree):
            other = room_of(target)
            if other in ORDER and ORDER.index(other) > ORDER.index(room):
                wrong.add(f"{name} imports {other}")
    assert not wrong, "\n".join(sorted(wrong))


def test_what_things_are_does_not_know_how_the_site_is_set_up(modules):
    wrong = [
        f"{name} imports {target}"
        for name, (path, tree) in modules.items()
        if name.startswith("clkss.content")
        for target in imported(tree)
        if target.startswith("clkss.policy")
    ]
    assert not wrong, "\n".join(wrong)


def test_rules_know_only_the_standard_library_and_other_rules(modules):
    wrong = []
    for name, (_path, tree) in modules.items():
        if not name.endswith(".rules"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and not node.level:
                targets = (
                    [f"{node.module}.{alias.name}" for alias in node.names]
                    if node.module.startswith("clkss.") and not node.module.endswith(".rules")
                    else [node.module]
                )
            elif isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            else:
                continue
            wrong += [
                f"{name} imports {target}"
                for target in targets
                if target.split(".")[0] not in sys.stdlib_module_names
                and not (target.startswith("clkss.") and target.endswith(".rules"))
            ]
    assert not wrong, "\n".join(wrong)


def test_there_are_no_drawers(modules):
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert not [name for name in modules if name.split(".")[-1] in drawers]


def test_every_file_has_one_subject(modules):
    long = {
        name: lines
        for name, (path, tree) in modules.items()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 450
    }
    assert not long
