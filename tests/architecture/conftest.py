"""The code as data: the tests of this folder read it and run none of it."""

from pathlib import Path

import ast
import pytest


ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "clkss.content": ROOT / "src/clkss.content/src/clkss/content",
    "clkss.policy": ROOT / "src/clkss.policy/src/clkss/policy",
}


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def modules():
    """Every module of both distributions: dotted name -> (path, syntax tree)."""
    found = {}
    for package, folder in PACKAGES.items():
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            if parts[-1] == "__init__":
                parts = parts[:-1]
            name = ".".join((package, *parts))
            found[name] = (path, ast.parse(path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="session")
def zcml():
    """Every ZCML file of both distributions: path -> list of (directive, attributes, line)."""
    from lxml import etree

    found = {}
    for folder in PACKAGES.values():
        for path in sorted(folder.rglob("*.zcml")):
            tree = etree.parse(str(path))
            found[path.relative_to(ROOT)] = [
                (etree.QName(element).localname, dict(element.attrib), element.sourceline)
                for element in tree.iter()
                if isinstance(element.tag, str)
            ]
    return found


@pytest.fixture(scope="session")
def templates():
    """Every page template of both distributions."""
    return [path for folder in PACKAGES.values() for path in sorted(folder.rglob("*.pt"))]
