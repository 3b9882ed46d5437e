"""Identifiers, licences and citations of resources."""

from clkss.content.repository.resources import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest


class TestIdentifiers:
    @pytest.mark.parametrize(
        ("text", "url"),
        [
            ("doi:10.1000/182", "https://doi.org/10.1000/182"),
            ("DOI 10.1000/182", "https://doi.org/10.1000/182"),
            ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
            ("10.1000/182", "https://doi.org/10.1000/182"),
            ("ISBN 978-92-2-112822-9", "https://openlibrary.org/isbn/9789221128229"),
            ("ISBN-13: 9789221128229", "https://openlibrary.org/isbn/9789221128229"),
            ("ISBN 0-306-40615-2", "https://openlibrary.org/isbn/0306406152"),
            ("ISSN 0378-5955", "https://portal.issn.org/resource/ISSN/0378-5955"),
            ("Call number PH 331.31", ""),
        ],
    )
    def test_those_that_somebody_resolves_are_links(self, text, url):
        assert rules.is_identifier(text)
        assert rules.identifier(text).url == url

    @pytest.mark.parametrize(
        "text", ["ISBN 978-92-2-112822-8", "ISBN 12", "ISSN 0378-5954", "doi:182", "eISSN 1-2"]
    )
    def test_a_wrong_digit_is_noticed(self, text):
        assert not rules.is_identifier(text)
        assert rules.identifier(text) == (text, "")

    @given(st.text())
    def test_any_text_is_read(self, text):
        found = rules.identifier(text)
        assert found.url == "" or found.url.startswith("https://")
        assert not set(found.url) & set("<>\"' \n")

    @given(st.from_regex(r"\A[0-9]{9}\Z"), st.integers(0, 8), st.integers(1, 9))
    def test_one_changed_digit_of_an_isbn_is_always_noticed(self, digits, place, by):
        total = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True))
        check = (11 - total % 11) % 11
        right = digits + ("X" if check == 10 else str(check))
        changed = str((int(right[place]) + by) % 10)
        wrong = right[:place] + changed + right[place + 1 :]
        assert rules.is_identifier(f"ISBN {right}")
        assert not rules.is_identifier(f"ISBN {wrong}")


class TestLicences:
    @pytest.mark.parametrize(
        ("text", "url"),
        [
            ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
            ("cc by-nc-sa 3.0 IGO", "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/"),
            ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
            ("public document", ""),
            (None, ""),
        ],
    )
    def test_those_of_creative_commons_lead_to_their_text(self, text, url):
        assert rules.licence_url(text) == url


class TestWhatIsMissing:
    WHOLE = {
        "title": "A guide",
        "resource_kind": "tool",
        "description": "How to.",
        "territories": ["PH"],
        "themes": ["education"],
        "url": "https://example.org",
    }

    def test_a_whole_one_lacks_nothing(self):
        assert rules.missing(self.WHOLE) == ()

    def test_a_law_needs_number_and_date(self):
        law = {**self.WHOLE, "resource_kind": "law"}
        assert rules.missing(law) == ("law_number", "law_date")

    def test_a_file_stands_for_a_link(self):
        assert rules.missing({**self.WHOLE, "url": ""}) == ("url",)
        assert rules.missing({**self.WHOLE, "url": "", "files": 1}) == ()


class TestCitations:
    def cite(self, **facts):
        return rules.cite(rules.Work(**facts), "CLKSS", "https://x/permalink/1")

    def test_authors_year_title_publisher(self):
        said = self.cite(
            title="Counting children",
            authors=("Reyes, M. L.", "Cruz, J.", "ILO"),
            year=2019,
            publisher="UP Press",
            doi="https://doi.org/10.1/2",
        )
        assert said == (
            "Reyes, M. L., Cruz, J. & ILO (2019). Counting children. UP Press. "
            "https://doi.org/10.1/2 CLKSS. https://x/permalink/1"
        )

    def test_without_authors_the_title_comes_first(self):
        assert self.cite(title="Counting children.", year=2019) == (
            "Counting children (2019). CLKSS. https://x/permalink/1"
        )

    def test_a_law_by_number_and_title(self):
        said = self.cite(title="An Act", number="Republic Act No. 9231", year=2003)
        assert said.startswith("Republic Act No. 9231, An Act (2003). ")

    def test_a_number_that_the_title_says_is_not_said_twice(self):
        said = self.cite(title="Republic Act No. 9231: An Act", number="Republic Act No. 9231")
        assert said.startswith("Republic Act No. 9231: An Act. ")

    def test_an_author_who_publishes_is_named_once(self):
        assert self.cite(title="T", authors=("ILO",), publisher="ILO").count("ILO") == 1

    @given(st.text(min_size=1), st.lists(st.text(min_size=1), max_size=4))
    def test_anything_can_be_cited(self, title, authors):
        said = self.cite(title=title, authors=tuple(authors))
        assert said.endswith("https://x/permalink/1")
