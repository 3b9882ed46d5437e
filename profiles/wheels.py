"""Install the pinned wheels into an environment, so that buildout need not.

``python profiles/wheels.py PYTHON GROUP...`` where GROUP is ``main`` (what a site
needs) or an extra of ``setup.py``. The pins come from ``versions.cfg``.
"""

from pathlib import Path

import ast
import re
import subprocess
import sys


ROOT = Path(__file__).resolve().parent.parent

#: What buildout itself needs to build the development profile.
BUILD = [
    "plone.recipe.zeoserver",
    "plone.recipe.zope2instance",
    "setuptools",
    "wheel",
    "zc.buildout",
    "zc.recipe.egg",
]


def pins():
    """Return the pins of ``versions.cfg``.

    :returns: a list of ``name==version``.
    """
    text = (ROOT / "profiles" / "versions.cfg").read_text(encoding="utf-8")
    return [
        f"{name}=={version}"
        for name, version in re.findall(r"^([A-Za-z][\w.-]*) = (\S+)$", text, flags=re.M)
    ]


def declared(setup, key):
    """Return a literal argument of ``setup(...)`` without running the file.

    :param setup: path of a ``setup.py``.
    :param key: name of the argument.
    :returns: its value, or ``None``.
    """
    for node in ast.walk(ast.parse(setup.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == key:
            return ast.literal_eval(node.value)
    return None


def wanted(groups):
    """Return the requirements of some groups, without our own distributions.

    :param groups: names of groups.
    :returns: a sorted list of requirements.
    """
    names = set()
    for group in groups:
        if group == "main":
            names.update(BUILD)
            for setup in ROOT.glob("src/*/setup.py"):
                names.update(declared(setup, "install_requires"))
        else:
            names.update(declared(ROOT / "setup.py", "extras_require")[group])
    return sorted(name for name in names if not name.startswith("clkss"))


def main(python, *groups):
    """Install.

    :param python: the environment's interpreter.
    :param groups: names of groups.
    :returns: the exit code of the installer.
    """
    constraints = Path(python).parent.parent / "pins.txt"
    constraints.write_text("\n".join(pins()) + "\n", encoding="utf-8")
    command = [str(Path(python).parent / "uv"), "pip", "install", "-q", "--python", python]
    command += ["--constraint", str(constraints), *wanted(groups)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
