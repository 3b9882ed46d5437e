"""Bring the message catalogues up to date with the code, or check that they are.

``python profiles/i18n.py`` extracts every message id of ``clkss.content`` and
``clkss.policy`` and writes template, English and Filipino catalogue; translations that
exist stay. With ``--check`` nothing is written: it fails when an id is missing from a
catalogue, or has no Filipino; nor does a translation count that is marked as fuzzy, since the
English was changed after it: read it, and take the mark away.
"""

from babel.messages import pofile
from pathlib import Path

import re
import shutil
import subprocess
import sys
import tempfile


ROOT = Path(__file__).resolve().parent.parent
DOMAINS = ("clkss.content", "clkss.policy")
LANGUAGES = ("en", "tl")


def folder(domain):
    """Return the folder of a domain's catalogues.

    :param domain: name of the domain, which is that of its distribution.
    :returns: a path.
    """
    return ROOT / "src" / domain / "src" / Path(*domain.split(".")) / "locales"


def build(domain, target):
    """Extract and merge into a copy of the catalogues.

    :param domain: name of the domain.
    :param target: folder to write to; holds the present catalogues.
    """
    ude = str(Path(sys.executable).parent / "i18ndude")
    pot = target / f"{domain}.pot"
    subprocess.run(
        [
            ude,
            "rebuild-pot",
            "--no-wrap",
            "--pot",
            str(pot),
            "--create",
            domain,
            str(folder(domain).parent),
        ],
        check=True,
        capture_output=True,
    )
    for language in LANGUAGES:
        catalogue = target / language / "LC_MESSAGES" / f"{domain}.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        if not catalogue.exists():
            catalogue.write_text(
                'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
                f'"Language: {language}\\n"\n"Domain: {domain}\\n"\n',
                encoding="utf-8",
            )
        subprocess.run(
            [ude, "sync", "--no-wrap", "--pot", str(pot), str(catalogue)],
            check=True,
            capture_output=True,
        )
    for path in target.rglob("*"):
        if path.suffix in {".po", ".pot"}:
            _steady(path)


def _steady(path):
    # No date and no machine in what is committed: only a change of words is a change.
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'^"(POT-Creation-Date|PO-Revision-Date): .*\n', "", text, flags=re.M)
    text = re.sub(r"^#: .*\n", "", text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def ids(path):
    """Return the messages of a catalogue.

    :param path: a ``.po`` or ``.pot`` file.
    :returns: a mapping of message id to translation; none for what is marked as fuzzy, since that
        is not compiled.
    """
    with path.open("rb") as stream:
        return {
            entry.id: "" if entry.fuzzy else entry.string
            for entry in pofile.read_po(stream)
            if entry.id
        }


def problems(domain, fresh):
    """Name what is not in order.

    :param domain: name of the domain.
    :param fresh: folder with the catalogues as they should be.
    :returns: a list of sentences.
    """
    wanted = ids(fresh / f"{domain}.pot")
    found = []
    for language in LANGUAGES:
        path = folder(domain) / language / "LC_MESSAGES" / f"{domain}.po"
        have = ids(path) if path.exists() else {}
        found += [
            f"{domain} [{language}]: {name} is missing" for name in wanted.keys() - have.keys()
        ]
        if language == "tl":
            found += [
                f"{domain} [tl]: {name} has no Filipino, or is marked as fuzzy"
                for name in wanted.keys() & have.keys()
                if not have[name]
            ]
    return sorted(found)


def main(check):
    """Run.

    :param check: whether only to check.
    :returns: the exit code.
    """
    wrong = []
    for domain in DOMAINS:
        if not check:
            build(domain, folder(domain))
            continue
        with tempfile.TemporaryDirectory() as scratch:
            fresh = Path(scratch) / "locales"
            shutil.copytree(folder(domain), fresh)
            build(domain, fresh)
            wrong += problems(domain, fresh)
    if wrong:
        print("\n".join(wrong))
        print(f"{len(wrong)} problem(s); run `make i18n` and translate what is empty")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
