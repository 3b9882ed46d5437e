"""Files of every kind, well-meant and hostile, read in a process of their own."""

from clkss.content.testing import documents
from clkss.content.texts import extraction
from clkss.content.texts.rules import MOST_BYTES
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import State
from copy import copy
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from io import BytesIO
from zipfile import ZipFile

import os
import pytest
import random
import resource
import shutil
import tempfile


def read(data, media_type="", **options):
    with tempfile.TemporaryFile() as source:
        source.write(data)
        return extraction.read(source, media_type, **options)


@pytest.fixture
def pdftotext(tmp_path, monkeypatch):
    """Put a program of the test's own in the place of ``pdftotext``."""

    def install(script):
        program = tmp_path / "pdftotext"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return install


class TestWhatIsRead:
    def test_a_pdf_page_by_page(self):
        data = documents.pdf("Night classes for child-\nren\nin Danao", "Page (two)")
        assert read(data) == (State.READ, "", "Night classes for children\nin Danao\nPage (two)")

    def test_a_word_document_with_its_notes(self):
        note = "<w:notes xmlns:w='w'><w:p><w:r><w:t>See RA 9231.</w:t></w:r></w:p></w:notes>"
        data = documents.docx("Kasambahay & law", "Second.", footnotes=note)
        assert read(data) == (State.READ, "", "Kasambahay & law\nSecond.\nSee RA 9231.")

    def test_deleted_text_and_comments_of_a_word_document_are_not(self):
        deleted = "<w:n xmlns:w='w'><w:p><w:del><w:delText>gone</w:delText></w:del></w:p></w:n>"
        remark = "<w:c xmlns:w='w'><w:p><w:t>a remark</w:t></w:p></w:c>"
        data = documents.docx("Kept", footnotes=deleted, comments=remark)
        assert read(data).text == "Kept"

    def test_slides_in_their_order(self):
        data = documents.pptx(*(f"Slide {number}" for number in range(1, 12)))
        assert read(data).text.split("\n") == [f"Slide {number}" for number in range(1, 12)]

    def test_the_words_of_a_workbook_row_by_row(self):
        data = documents.xlsx(["Barangay", "Children"], ["Danao", 31], ["Panglao", 9])
        assert read(data).text == "Barangay Children\nDanao\nPanglao"

    def test_a_page_as_a_reader_sees_it(self):
        html = """<!DOCTYPE html><html><head><title>Hours</title><style>p {}</style></head>
            <body><h1>Working <b>hours</b></h1><script>alert("x")</script><p>At most
            four &amp; never at&nbsp;night.<template>unseen</template></body></html>"""
        text = "Hours\nWorking hours\nAt most\nfour & never at night."
        assert read(html.encode()).text == text

    def test_a_piece_of_a_page_that_is_said_to_be_one(self):
        assert read(b"<p>One<p>two", "text/html; charset=utf-8").text == "One\ntwo"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_plain_text_in_the_usual_encodings(self, encoding):
        assert read("Señora, niño – “oo”".encode(encoding)).text == "Señora, niño – “oo”"

    def test_csv(self):
        assert read(b"place,children\nDanao,31\n", "text/csv").text == "place,children\nDanao,31"


class TestWhatHasNoText:
    def test_a_scan_is_empty(self):
        assert read(documents.pdf("")).state is State.EMPTY

    @pytest.mark.parametrize(
        "data",
        [
            b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
            b"<?xml version='1.0'?><a/>",
            b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>",
            b"MZ\x90\0program",
            b"any\0thing",
            documents.archive({"readme.txt": "x"}),
        ],
    )
    def test_other_kinds_are_let_alone(self, data):
        assert read(data).state is State.NONE

    def test_an_empty_file(self):
        assert read(b"").state is State.EMPTY


def lies():
    """An archive whose directory names the same part 40 times."""
    out = BytesIO(documents.archive({"part": random.Random(1).randbytes(9_000)}))
    with ZipFile(out, "a") as archive:
        part = archive.infolist()[0]
        for number in range(40):
            twin = copy(part)
            twin.filename = f"twin{number}"
            archive.filelist.append(twin)
        archive._didModify = True
    return out.getvalue()


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("data", "note"),
        [
            (documents.archive({"word/document.xml": b"0" * 50_000_000}), Note.BOMB),
            (documents.archive({f"word/{n}.xml": b"" for n in range(6_000)}), Note.BOMB),
            (lies(), Note.BOMB),
            (
                documents.docx("&c;", head='<!DOCTYPE l [<!ENTITY c "ha">]>'),
                Note.BOMB,
            ),
            (documents.docx("x" * 900)[:-60], Note.DAMAGED),
            (documents.archive({"word/document.xml": b"<a><b></a>"}), Note.DAMAGED),
            (b"PK\x03\x04 not an archive", Note.DAMAGED),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Note.OLD),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                Note.LOCKED,
            ),
        ],
    )
    def test_archives(self, data, note):
        assert read(data) == (State.REFUSED, note, "")

    def test_a_billion_laughs(self):
        entities = "".join(
            f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">'
            for n in range(10)
        )
        document = f"<!DOCTYPE d [{entities}]><d>&l9;</d>"
        data = documents.archive({"word/document.xml": document})
        assert read(data) == (State.REFUSED, Note.BOMB, "")

    @pytest.mark.parametrize(
        ("data", "note"),
        [
            (documents.pdf("A secret", password="x"), Note.LOCKED),
            (b"%PDF-1.7\nthis is no PDF", Note.DAMAGED),
            (b"%PDF-1.7\n" + random.Random(2).randbytes(100_000), Note.DAMAGED),
        ],
    )
    def test_pdf(self, data, note):
        assert read(data) == (State.REFUSED, note, "")

    def test_pdf_where_its_reader_is_missing(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert read(documents.pdf("x")) == (State.REFUSED, Note.NO_READER, "")


class TestWhatIsBroken:
    @settings(max_examples=15)
    @given(st.sampled_from(["pdf", "docx", "pptx", "xlsx", "html"]), st.data())
    def test_it_is_read_or_refused_and_nothing_falls(self, kind, data):
        whole = bytearray(WHOLE[kind])
        for _time in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(whole)))
            gone = data.draw(st.integers(0, 40))
            whole[at : at + gone] = data.draw(st.binary(max_size=40) | st.sampled_from(ODD))
        reading = read(bytes(whole), "text/html" if kind == "html" else "", seconds=10)
        assert reading.note != Note.FAILED
        assert len(reading.text.encode()) <= MOST_BYTES


WHOLE = {
    "pdf": documents.pdf("Night classes", "Page two"),
    "docx": documents.docx("Kasambahay", "Second."),
    "pptx": documents.pptx("One", "Two"),
    "xlsx": documents.xlsx(("a", "b"), ("c", "1")),
    "html": b"<!doctype html><title>x</title><p>Hello &amp; <b>bye</b></p><script>s</script>",
}

ODD = (b"<a>" * 500, b"<<" * 3_000, b"[" * 3_000, b"\x00" * 100, b"-1", b"&#0;", b'<!ENTITY a "b">')
"""What readers of files stumble over."""


class TestWhatWouldNeverEnd:
    def test_a_reader_that_hangs_is_ended(self, pdftotext):
        pdftotext("while :; do :; done")
        assert read(documents.pdf("x"), seconds=0.5) == (State.REFUSED, Note.SLOW, "")

    def test_a_reader_that_sleeps_is_ended_with_its_children(self, pdftotext):
        pdftotext("(sleep 3; echo late) & sleep 60")
        assert read(documents.pdf("x"), seconds=0.5).note == Note.SLOW

    def test_what_it_read_until_then_is_kept(self, pdftotext):
        pdftotext("echo Night classes; while :; do :; done")
        assert read(documents.pdf("x"), seconds=1) == (State.READ, Note.SLOW, "Night classes")

    def test_an_endless_text_is_cut(self, pdftotext):
        pdftotext("exec yes kasambahay")
        reading = read(documents.pdf("x"))
        assert (reading.state, reading.note) == (State.READ, Note.LONG)
        assert MOST_BYTES - 20 < len(reading.text) <= MOST_BYTES

    def test_an_endless_complaint_is_no_trouble(self, pdftotext):
        pdftotext("yes trouble 1>&2")
        assert read(documents.pdf("x"), seconds=0.5).note == Note.SLOW

    def test_a_long_plain_text_is_cut(self):
        reading = read(b"kasambahay " * 400_000)
        assert (reading.state, reading.note) == (State.READ, Note.LONG)

    def test_ten_thousand_pages_of_nonsense(self):
        reading = read(documents.pdf(*["nonsense"] * 10_000))
        assert reading.state is State.READ
        assert reading.text.count("nonsense") == 5_000

    def test_more_memory_than_there_is_for_one_file(self, pdftotext):
        pdftotext(f"exec {shutil.which('python3')} -c 'x = bytearray(2_000_000_000)'")
        assert read(documents.pdf("x")).state is State.REFUSED

    def test_a_workbook_of_millions_of_texts_ends(self):
        texts = "".join(f"<si><t>{number}</t></si>" for number in range(2_000_000))
        data = documents.archive(
            {"xl/workbook.xml": "<a/>", "xl/sharedStrings.xml": f"<s>{texts}</s>"}
        )
        assert read(data).state in (State.EMPTY, State.REFUSED)


class TestConfinement:
    def test_the_limits_hold_for_the_program_too(self, pdftotext):
        pdftotext("ulimit -v; ulimit -n; ulimit -c")
        assert read(documents.pdf("x")).text.split() == ["524288", "32", "0"]

    def test_it_writes_no_file(self, pdftotext, tmp_path):
        pdftotext(f"echo x > {tmp_path}/written || true; cat {tmp_path}/written; echo done")
        assert read(documents.pdf("x")).text == "done"

    def test_it_knows_nothing_of_the_sites_environment(self, pdftotext, monkeypatch):
        monkeypatch.setenv("CLKSS_DATABASE_URL", "postgresql://secret")
        pdftotext("env")
        assert "secret" not in read(documents.pdf("x")).text

    def test_our_own_limits_stay_as_they_are(self):
        before = resource.getrlimit(resource.RLIMIT_AS)
        read(b"text")
        assert resource.getrlimit(resource.RLIMIT_AS) == before

    def test_it_has_no_network_where_the_kernel_allows_that(self, pdftotext):
        pdftotext("cat /proc/net/dev")
        names = {line.split(":")[0] for line in read(documents.pdf("x")).text.split("\n")[2:]}
        assert "lo" in names
        assert names == {"lo"} or not _may_leave_network()


def _may_leave_network():
    return os.system("unshare --user --net true 2>/dev/null") == 0
