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
        "texts",
        "notices",
        "sheets",
        "committees",
        "signin",
        "subjects",
        "review",
        "knowledge",
        "people",
        "joining",
    ],
    [
        "repository",
        "practices",
        "exchange",
        "news",
        "community",
        "relay",
        "incidents",
        "cases",
        "referrals",
        "plans",
        "risk",
    ],
    [
        "maps",
        "search",
        "following",
        "outreach",
        "places",
        "care",
        "newsletter",
        "accomplishments",
        "figures",
        "reports",
    ],
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


#: Decisions, and the names of states and transitions: without Plone, so that they test in seconds.
PURE = ("rules", "workflow")


def is_pure(name):
    """Tell whether a dotted name is that of a module without Plone."""
    return name.startswith("clkss.") and name.rsplit(".", 1)[-1] in PURE


def is_standard(name):
    """Tell whether a dotted name belongs to the standard library."""
    return name.split(".")[0] in sys.stdlib_module_names


def named(node):
    """Return the dotted names of the modules that an import statement means."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        if is_standard(node.module) or is_pure(node.module):
            return [node.module]
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_rules_know_only_the_standard_library_and_other_rules(modules):
    wrong = [
        f"{name} imports {target}"
        for name, (_path, tree) in modules.items()
        if is_pure(name)
        for node in ast.walk(tree)
        for target in named(node)
        if not is_standard(target) and not is_pure(target)
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
