"""References that other programs can read, whatever the title is."""

from clkss.content.outreach import references
from clkss.content.outreach.references import Reference
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import pytest
import re


BROCHURE = Reference(
    kind=references.REPORT,
    uid="29214819" * 4,
    title="Nets & fathers: 100% of the {boats} at #1_pier",
    authors=("Reyes, María", "International Labour Organization"),
    year=2011,
    publisher="ILO-IPEC",
    system="CLKSS",
    identifiers=("doi: 10.1000/182_a", "ISBN 978-92-2-112822-9"),
    abstract="Two lines\nof text.",
    keywords=("Education", "Fishing, at sea"),
    language="en",
    url="https://clkss.example/permalink/29214819",
    seen=date(2026, 11, 28),
)

TEXT = st.text(max_size=60)
REFERENCES = st.builds(
    Reference,
    kind=st.sampled_from([*references.RIS_TYPES, "else"]),
    uid=st.text("0123456789abcdef", min_size=32, max_size=32),
    title=TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    year=st.none() | st.integers(1800, 2199),
    publisher=TEXT,
    system=TEXT,
    number=TEXT,
    identifiers=st.lists(TEXT, max_size=2).map(tuple),
    abstract=TEXT,
    keywords=st.lists(TEXT, max_size=3).map(tuple),
    language=TEXT,
    url=TEXT,
    seen=st.none() | st.dates(),
)


def fields_of(text):
    """Read an entry as BibTeX does: braces are counted, what is escaped is not."""
    head, _comma, rest = text.partition(",\n")
    assert re.fullmatch(r"@[a-z]+\{[A-Za-z0-9-]+", head)
    depth, fields, name, value = 1, {}, "", ""
    position = 0
    while position < len(rest):
        char = rest[position]
        if char == "\\" and rest[position + 1] in "{}":
            value += rest[position : position + 2]
            position += 2
            continue
        if char == "{":
            depth += 1
            if depth == 2:
                name = value.strip(", \n=")
                value = ""
                position += 1
                continue
        if char == "}":
            depth -= 1
            if depth == 1:
                fields[name] = value
                value = ""
                position += 1
                continue
            if depth == 0:
                assert rest[position + 1 :] == "\n"
                return fields
        value += char
        position += 1
    raise AssertionError("a brace is open")


class TestBibtex:
    def test_a_report(self):
        fields = fields_of(references.bibtex(BROCHURE))
        assert fields["author"] == "Reyes, María and {International Labour Organization}"
        assert fields["title"] == r"{Nets \& fathers: 100\% of the \{boats\} at \#1\_pier}"
        assert fields["institution"] == "ILO-IPEC"
        assert fields["doi"] == r"10.1000/182\_a"
        assert fields["isbn"] == "978-92-2-112822-9"
        assert fields["abstract"] == "Two lines of text."
        assert fields["keywords"] == "Education, Fishing at sea"
        assert references.bibtex(BROCHURE).startswith("@techreport{Reyes2011-292148,")

    @given(REFERENCES)
    def test_whatever_it_says_the_braces_close(self, reference):
        fields = fields_of(references.bibtex(reference))
        assert set(fields) <= {
            "author", "title", "year", "publisher", "institution", "number", "doi", "isbn", "issn",
            "howpublished", "abstract", "keywords", "language", "url", "urldate",
        }  # fmt: skip

    @given(TEXT)
    def test_what_tex_would_act_upon_is_escaped(self, text):
        written = references.tex(text)
        bare = re.sub(
            r"\\(?:textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}$&#%_]", "", written
        )
        assert not set(bare) & set("\\{}$&#%_~^\n")


class TestRis:
    def test_a_report(self):
        lines = references.ris(BROCHURE).split("\r\n")
        assert lines[0] == "TY  - RPRT"
        assert "AU  - Reyes, María" in lines
        assert "AU  - International Labour Organization" in lines
        assert "TI  - Nets & fathers: 100% of the {boats} at #1_pier" in lines
        assert "DO  - 10.1000/182_a" in lines
        assert "SN  - 978-92-2-112822-9" in lines
        assert lines[-2:] == ["ER  - ", ""]

    @given(REFERENCES)
    def test_nothing_that_was_written_begins_a_line(self, reference):
        lines = references.ris(reference).split("\r\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-2:] == ["ER  - ", ""]
        for each in lines[:-2]:
            assert re.fullmatch(r"[A-Z][A-Z0-9]  - .+", each)
        assert [each[:2] for each in lines[:-1]].count("ER") == 1


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Reyes, Maria", True),
        ("dela Cruz, J. P.", True),
        ("Ñonato, Ángel María", True),
        ("International Labour Organization", False),
        ("Department of Labor and Employment, Region 7", False),
        ("Bureau of Workers, Manila", False),
        ("ILO, IPEC, Manila", False),
        ("Smith & Sons, London", False),
        ("", False),
    ],
)
def test_people_are_told_from_offices(name, is_one):
    assert references.is_person(name) == is_one
