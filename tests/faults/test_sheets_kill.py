"""An import that is killed leaves nothing visible, and the same sheet can be imported again."""

from clkss.policy.testing import live
from pathlib import Path

import csv
import json
import os
import pytest
import signal
import subprocess
import sys
import tempfile


HOME = Path(__file__).resolve().parents[2]
ROWS = 450

ASK = """
from argparse import Namespace
from clkss.content.sheets import register
from clkss.policy.command import opening
import json
with opening.site(Namespace(site="clkss")) as site:
    catalog = site.portal_catalog
    batches = register.of(site).batches.values()
    brains = [
        brain
        for brain in catalog.unrestrictedSearchResults(portal_type="GoodPractice")
        if brain.getId.startswith("killed-practice")
    ]
    allowed = catalog._catalog.getIndex("allowedRolesAndUsers")
    print(json.dumps({
        "folder": sum(name.startswith("killed-practice") for name in site.practices.objectIds()),
        "known": len(brains),
        "visible": sum(bool(allowed.getEntryForObject(brain.getRID())) for brain in brains),
        "staged": sum(len(batch.staged) for batch in batches),
        "states": sorted(batch.state for batch in batches if batch.kind == "practices"),
    }))
"""


@pytest.fixture
def site(short_tmp, demo_seed):
    """A site that is not served: each command brings its storage."""
    found = live.LiveSite(HOME, Path(tempfile.mkdtemp(dir=short_tmp)) / "var", seed=demo_seed)
    (found.var / "run").mkdir(exist_ok=True)
    yield found
    found.kill("zeo")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "practices.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["code", "title", "themes", "background"])
        for number in range(ROWS):
            writer.writerow([f"kill-{number}", f"Killed practice {number}", "education", "x" * 400])
    return path


def ask(site):
    path = os.pathsep.join(
        str(HOME / "src" / name / "src") for name in ("clkss.content", "clkss.policy")
    )
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=site.environment | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.mark.live
def test_a_killed_import_is_as_if_it_had_not_been(site, sheet):
    process = subprocess.Popen(
        [str(site.script), "import", "practices", str(sheet), "--state", "published"],
        env=site.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert f"of {ROWS} rows" in process.stderr.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()

    left = ask(site)
    assert (left["folder"], left["visible"]) == (0, 0)
    assert left["staged"] >= 400
    assert "staging" in left["states"]
    told = site.command("verify", check=False)
    assert "its run died" in told.stdout

    done = site.command("import", "practices", str(sheet), "--state", "published")
    assert f"{ROWS} made" in done.stdout
    after = ask(site)
    assert (after["folder"], after["visible"], after["known"]) == (ROWS, ROWS, ROWS)
    assert after["staged"] == 0
    assert after["states"] == ["applied", "applied", "failed"]
    assert "its run died" not in site.command("verify", check=False).stdout


@pytest.mark.live
def test_a_sheet_with_problems_ends_with_code_2_and_names_them(site, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("code,title,themes\na,,eductaion\n", encoding="utf-8")
    done = site.command("import", "practices", str(path), check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "row 2, title: This cell must be filled in.",
        "row 2, themes: “eductaion” is not in the list. Did you mean “education”?",
        "2 problems; nothing was written.",
    ]
    path.write_text("code,title,themes\na,A,education\n", encoding="utf-8")
    done = site.command("import", "practices", str(path), "--dry-run")
    assert done.stdout == "1 rows, no problems. Nothing was written.\n"
    assert site.command("import", "practices", "missing.csv", check=False).returncode == 2
    assert site.command("import", "cases", str(path), check=False).returncode == 2
