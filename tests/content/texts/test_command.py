"""Somebody at a shell has the files of an older site read."""

from argparse import Namespace
from clkss.content.jobs import store
from clkss.content.testing import documents
from clkss.content.texts import extraction
from clkss.content.texts import kept
from clkss.content.texts import survey
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State
from clkss.policy.command import opening
from clkss.policy.command import reading
from contextlib import nullcontext
from sqlalchemy import delete
from ZODB.POSException import ConflictError

import pytest


REPORT = documents.docx("They owed a moneylender called Xylophonius.")
TITLE = "Night classes for fishing children"


@pytest.fixture
def texts(site, monkeypatch, capsys):
    """Run the command; returns its exit code and what it printed."""
    monkeypatch.setattr(opening, "site", lambda args: nullcontext(site))

    def texts(**options):
        options = {"again": False, "all": False, "list": False} | options
        code = reading.run(Namespace(site="plone", **options))
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err.splitlines()

    return texts


@pytest.fixture
def older(practice, attach):
    """A practice whose files were attached before anybody read files."""
    item = practice()
    attach(item, REPORT, "report.docx")
    attach(item, b"%PDF-1.7 no PDF", "broken.pdf")
    with store.relational.write_now() as connection:
        connection.execute(delete(store.jobs))
    return item


def test_what_was_never_read_is_read_and_found(site, texts, older, found):
    code, told, progress = texts()
    assert code == 0
    assert progress == ["2 of 2 files"]
    assert told == ["1 read", "1 refused (damaged)"]
    assert found("xylophonius") == [TITLE]
    assert list(survey.verify(site)) == []


def test_a_second_time_there_is_nothing_to_do(texts, older, monkeypatch):
    texts()
    monkeypatch.setattr(extraction, "read", None)
    _code, told, progress = texts()
    assert progress == []
    assert told == ["1 read", "1 refused (damaged)"]


def test_what_was_refused_is_read_again_when_asked_for(texts, older):
    texts()
    assert texts(again=True)[2] == ["1 of 1 files"]
    assert texts(all=True)[2] == ["2 of 2 files"]


def test_what_a_missing_program_kept_from_being_read_is_read_next_time(
    texts, older, monkeypatch, found
):
    with monkeypatch.context() as patch:
        missing = Reading(State.REFUSED, Note.NO_READER)
        patch.setattr(extraction, "read", lambda *arguments: missing)
        assert texts()[1] == ["2 refused (no_reader)"]
    assert texts()[1] == ["1 read", "1 refused (damaged)"]
    assert found("xylophonius") == [TITLE]


def test_the_list_says_why_and_reads_nothing(texts, older):
    code, told, _progress = texts(list=True)
    assert code == 0
    assert sorted(line.rpartition("/")[2] for line in told) == [
        "broken.pdf: Its text is still to be read.",
        "report.docx: Its text is still to be read.",
    ]
    assert kept.state_of(older["report.docx"])[0] is State.WAITING


def test_other_writers_are_waited_for(texts, older, monkeypatch, found):
    once = [ConflictError("somebody writes")]
    read = extraction.read

    def meet(*arguments):
        if once:
            raise once.pop()
        return read(*arguments)

    monkeypatch.setattr(extraction, "read", meet)
    assert texts()[0] == 0
    assert found("xylophonius") == [TITLE]
