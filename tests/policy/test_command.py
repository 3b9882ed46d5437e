"""Somebody at a shell: what the commands say when something is in the way."""

from clkss.policy.testing import live
from pathlib import Path

import os
import pytest
import socket
import stat
import subprocess


HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def clkss(tmp_path):
    """Run ``bin/clkss`` with data of its own."""

    def run(*arguments, **environment):
        surroundings = {
            name: value for name, value in os.environ.items() if not name.startswith("CLKSS_")
        }
        surroundings |= {"CLKSS_VAR": str(tmp_path / "var")} | environment
        return subprocess.run(
            [HOME / "bin" / "clkss", *arguments],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def said(done):
    """Return the one line of a command that failed."""
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    return lines[0]


class TestObstacles:
    def test_a_taken_port(self, clkss):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            line = said(clkss("serve", CLKSS_PORT=str(port)))
        assert f"port {port} cannot be used" in line
        assert "CLKSS_PORT=" in line

    def test_a_port_that_is_none(self, clkss):
        assert "set it to a number" in said(clkss("serve", CLKSS_PORT="eighty"))

    def test_a_folder_that_cannot_be_written(self, clkss):
        line = said(clkss("serve", CLKSS_VAR="/proc/nothing", CLKSS_PORT=str(live.free_port())))
        assert "make the folder writable or set CLKSS_VAR" in line

    def test_a_path_too_long_for_a_socket(self, clkss, tmp_path):
        deep = tmp_path / ("long" * 30)
        line = said(clkss("serve", CLKSS_VAR=str(deep), CLKSS_PORT=str(live.free_port())))
        assert "set CLKSS_VAR to a shorter folder" in line

    def test_a_verb_that_does_not_exist(self, clkss):
        done = clkss("dance")
        assert done.returncode == 2
        assert "create-site" in done.stderr

    @pytest.mark.parametrize("version", ["3.13.0", "3.9.18"])
    def test_a_python_that_does_not_do(self, tmp_path, version):
        fake = tmp_path / "python"
        fake.write_text(f"#!/bin/sh\necho {version}\n")
        fake.chmod(0o755)
        done = subprocess.run(
            ["bash", HOME / "profiles" / "python.sh"],
            env=os.environ | {"PYTHON": str(fake)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert version in done.stderr
        assert "use 3.11 or 3.12" in done.stderr


class TestPasswords:
    def test_are_made_up_once_and_kept_from_others(self, monkeypatch, tmp_path):
        from clkss.policy.command import secrets

        monkeypatch.setenv("CLKSS_VAR", str(tmp_path / "var"))
        monkeypatch.delenv("CLKSS_ADMIN_PASSWORD", raising=False)
        first = secrets.password("admin")
        assert len(first) >= 20
        assert secrets.password("admin") == first
        assert stat.S_IMODE(secrets.path("admin").stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700

    def test_come_from_the_environment_when_given(self, monkeypatch, tmp_path):
        from clkss.policy.command import secrets

        monkeypatch.setenv("CLKSS_VAR", str(tmp_path / "var"))
        monkeypatch.setenv("CLKSS_DEMO_PASSWORD", "given by hand")
        assert secrets.password("demo") == "given by hand"
        assert not secrets.path("demo").exists()

    def test_are_not_in_what_buildout_keeps(self):
        assert "admin" not in (HOME / ".installed.cfg").read_text().lower()


@pytest.mark.live
class TestBesideARunningSite:
    def test_commands_are_clients_beside_it(self, live_site):
        assert live_site.command("verify").returncode == 0
        again = live_site.command("create-site", check=False)
        assert again.returncode == 1
        assert "already a site" in again.stderr

    def test_a_second_site_from_plone_s_own_form(self, live_site):
        answers = {
            "site_id": "second",
            "title": "Made by the form",
            "description": "",
            "default_language": "en",
            "portal_timezone": "Asia/Manila",
            "setup_content": False,
        }

        status, made = live_site.ask("POST", "/@sites/clkss", answers)
        assert status in {200, 201}, made
        status, found = live_site.ask("GET", "/second/@repository")
        assert status == 200
        assert found["items_total"] == 0
