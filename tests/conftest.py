"""Layers become fixtures, once."""

from clkss.content.relational import engines
from clkss.content.relational import ledger
from clkss.policy.testing import live
from clkss.policy.testing import POLICY_FIXTURE
from clkss.policy.testing import POLICY_FUNCTIONAL
from clkss.policy.testing import POLICY_INTEGRATION
from clkss.policy.testing import settling
from hypothesis import settings
from pathlib import Path
from playwright.sync_api import sync_playwright
from pytest_plone import fixtures_factory
from zope.i18n.compile import compile_mo_file

import fcntl
import os
import pytest
import shutil
import tempfile


pytest_plugins = ["pytest_plone"]

# No test asserts a time (quality.md); a busy machine would fail them.
# The same examples each time: what fails, fails for whoever changed it. Others are looked for with
# HYPOTHESIS_PROFILE=explore.
settings.register_profile("clkss", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "clkss"))

HOME = Path(__file__).resolve().parent.parent

globals().update(
    fixtures_factory(
        (
            (POLICY_FIXTURE, "policy"),
            (POLICY_INTEGRATION, "integration"),
            (POLICY_FUNCTIONAL, "functional"),
        )
    )
)


def pytest_sessionstart(session):
    """Keep what the layers write out of the checkout; they are set up before any fixture."""
    os.environ.pop("CLKSS_DATABASE_URL", None)
    os.environ["CLKSS_VAR"] = tempfile.mkdtemp(prefix="clkss-var-")
    if not hasattr(session.config, "workerinput"):
        # Processes that share the tests out are started later and find it.
        os.environ["CLKSS_TEST_SEED"] = tempfile.mkdtemp(prefix="clkss-", dir="/tmp")
        # Once, before several processes would do so at the same time.
        for catalogue in HOME.glob("src/*/src/clkss/*/locales/*/LC_MESSAGES/*.po"):
            compile_mo_file(catalogue.stem, str(catalogue.parent))


def pytest_collection_modifyitems(items):
    """Begin with what runs live sites: it takes the longest, and processes share the files out."""
    items.sort(key=lambda item: not ("demo_seed" in item.fixturenames or _is_live(item)))


def _is_live(item):
    return item.get_closest_marker("live") is not None


def pytest_sessionfinish(session):
    """Remove it again."""
    settling.forget()
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(os.environ["CLKSS_TEST_SEED"], ignore_errors=True)
    shutil.rmtree(os.environ["CLKSS_VAR"], ignore_errors=True)


@pytest.fixture(autouse=True)
def relational_store(tmp_path, monkeypatch):
    """An empty relational store for each test."""
    monkeypatch.setenv("CLKSS_VAR", str(tmp_path / "var"))
    yield
    ledger.finished.strike_all()
    engines.dispose()


@pytest.fixture(scope="session")
def short_tmp():
    """A folder whose path leaves room for a socket's name."""
    path = Path(tempfile.mkdtemp(prefix="clkss-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def demo_seed():
    """The data of a site with the demo, made once for all processes and copied by all tests."""
    folder = Path(os.environ["CLKSS_TEST_SEED"])
    site = live.LiveSite(HOME, folder / "seed")
    made = site.var / "run" / "clkss.made"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            site.command("create-site", "--demo")
            made.touch()
    return site.var


@pytest.fixture(scope="session")
def live_site(short_tmp, demo_seed):
    """A running site with the demo that all journeys share."""
    site = live.LiveSite(HOME, short_tmp / "live", seed=demo_seed)
    site.start("--create", "--demo")
    yield site
    site.stop()


@pytest.fixture
def own_live_site(short_tmp, demo_seed):
    """A running site with the demo for one test that breaks things."""
    site = live.LiveSite(HOME, Path(tempfile.mkdtemp(dir=short_tmp)) / "var", seed=demo_seed)
    site.start("--create", "--demo")
    yield site
    site.stop()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
