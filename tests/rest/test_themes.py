"""Themes over REST: anyone may ask, and the answers are what the documentation shows."""

from clkss.content.testing.people import acting_as
from tests.rest import test_repository as written

import pytest


repository = written.repository


@pytest.fixture
def themes(repository):
    """Two practices, a draft, and a term of the glossary that says what a theme means."""
    with acting_as(repository, "national.secretary"):
        values = {
            "title": "Education",
            "definition": "Learning, in school or out of it.",
            "term_tl": "Edukasyon",
            "definition_tl": "Pagkatuto, sa paaralan man o hindi.",
            "language": "en",
        }
        term = written.api.content.create(
            repository.glossary, "GlossaryTerm", id="education", **values
        )
        written.ladder.act(term, "submit")
    with acting_as(repository, "national.editor"):
        written.ladder.act(term, "publish")
    written.transaction.commit()
    return repository


class TestThemes:
    def test_all_by_name_with_meaning_number_and_page(self, themes, visitor_rest):
        answer = visitor_rest("GET", "@themes").save("themes-all")
        assert answer.status == 200
        items = answer.json["items"]
        assert answer.json["items_total"] == len(items) > 10
        titles = [item["title"].casefold() for item in items]
        assert titles == sorted(titles)
        counts = {item["token"]: item["count"] for item in items if item["count"]}
        assert counts == {"education": 2, "livelihood": 1, "mining-quarrying": 1}

    def test_one_with_its_definition(self, themes, visitor_rest):
        answer = visitor_rest("GET", "@themes/education").save("themes-one")
        assert answer.json == {
            "@id": f"{answer.site_url}/@themes/education",
            "token": "education",
            "title": "Education",
            "definition": "Learning, in school or out of it.",
            "term": {"@id": f"{answer.site_url}/glossary/education", "title": "Education"},
            "count": 2,
            "page": f"{answer.site_url}/themes/education",
        }

    def test_in_filipino(self, themes, visitor_rest):
        theme = visitor_rest("GET", "@themes/education", Accept_Language="fil").json
        assert theme["definition"] == "Pagkatuto, sa paaralan man o hindi."

    def test_a_theme_that_the_glossary_does_not_know_has_no_definition(self, themes, visitor_rest):
        theme = visitor_rest("GET", "@themes/livelihood").json
        assert theme["definition"] is None
        assert theme["term"] is None

    @pytest.mark.parametrize("path", ["nothing", "education/more", "%00", "..x"])
    def test_what_is_no_theme_is_not_found(self, repository, visitor_rest, path):
        assert visitor_rest("GET", f"@themes/{path}").status == 404

    def test_proxies_ask_again_and_tell_readers_apart(self, repository, visitor_rest):
        headers = visitor_rest("GET", "@themes").headers
        assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        for name in ("Accept-Language", "Cookie", "Authorization"):
            assert name in headers["Vary"]

    def test_the_draft_of_somebody_else_is_not_counted(self, repository, visitor_rest):
        assert visitor_rest("GET", "@themes/domestic-work").json["count"] == 0
