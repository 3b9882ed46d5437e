"""The page on which a practice is read."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from html.parser import HTMLParser
from itertools import pairwise
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from zope.annotation.interfaces import IAnnotations
from zope.interface import alsoProvides

import base64
import json
import pytest
import re


EVIL = '</script><script>alert("x")</script><img src=x onerror=alert(1)>'

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

VALUES = {
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening.",
    "language": "en",
    "territories": [DANAO.barangay],
    "themes": ["education"],
    "partners": ["Fisherfolk cooperative"],
    "period_start": "2008-06",
    "period_end": "2010",
    "background": "Forty children fished at night.\n\nTheir families owed money.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "lessons_learned": "Talk with the boat owners.",
    "source": "Report of the school",
    "source_pages": "pp. 3-4",
}


class Elements(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for found, attributes in self.found if found == tag]


@pytest.fixture
def practice(portal):
    """Have the nation's secretary write a practice and the editor publish it."""
    enter(portal, PEOPLE)

    def practice(published=True, **values):
        with acting_as(portal, "national.secretary"):
            item = api.content.create(portal.practices, "GoodPractice", **{**VALUES, **values})
            if published:
                ladder.act(item, "submit")
        if published:
            with acting_as(portal, "national.editor"):
                ladder.act(item, "publish")
        return item

    return practice


@pytest.fixture
def read(portal):
    """Read a practice as somebody."""

    def read(item, person=None):
        request = portal.REQUEST
        alsoProvides(request, IClkssLayer)
        annotations = IAnnotations(request)
        for key in list(annotations):
            del annotations[key]
        with acting_as(portal, person):
            return item.restrictedTraverse("view")()

    return read


def structured(html):
    block = re.search(r'<script type="application/ld\+json"\s*>(.*?)</script>', html, re.DOTALL)
    return json.loads(block[1])


class TestReading:
    def test_facts_lead_to_all_that_is_known_and_into_the_repository(self, portal, practice, read):
        html = read(practice())
        base = portal.absolute_url()
        links = [link.get("href") for link in Elements(html).all("a")]
        assert f"{base}/places/{DANAO.barangay}" in links
        assert f"{base}/themes/education" in links
        assert f"{base}/repository?language=en" in links
        assert "Danao, Panglao, Bohol, Central Visayas" in html
        assert "2008–2010" in html
        assert "Fisherfolk cooperative" in html

    def test_a_part_that_was_not_written_has_no_heading(self, practice, read):
        html = read(practice())
        assert "Lessons learned" in html
        assert "Sustainability" not in html
        assert "Necessary conditions" not in html

    def test_paragraphs_stay_apart(self, practice, read):
        html = read(practice())
        assert "<p>Forty children fished at night.</p>" in html
        assert "<p>Their families owed money.</p>" in html

    def test_nothing_that_was_written_becomes_markup(self, practice, read):
        texts = dict.fromkeys(("description", "background", "source", "contact", "references"))
        item = practice(
            title=f"Evening {EVIL}", partners=[EVIL], **dict.fromkeys(texts, f"x {EVIL}")
        )
        html = read(item)
        assert "alert(1)>" not in html
        assert len(re.findall("<script", html)) == len(Elements(html).all("script"))
        assert structured(html)["headline"].startswith("Evening </script>")
        assert not [1 for _tag, attributes in Elements(html).found if "onerror" in attributes]

    def test_no_style_and_no_script_stands_in_the_page(self, practice, read):
        elements = Elements(read(practice()))
        assert not [tag for tag, attributes in elements.found if "style" in attributes]
        assert not [
            name for _tag, attributes in elements.found for name in attributes if name[:2] == "on"
        ]
        for script in elements.all("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"

    def test_nothing_comes_from_elsewhere(self, portal, practice, read):
        elements = Elements(read(practice(image=_picture(), image_alt="Pupils under a tree")))
        here = portal.aq_parent.absolute_url()
        loaded = [a.get("src") for tag in ("img", "script") for a in elements.all(tag)]
        assert all(each is None or each.startswith(here) for each in loaded)
        away = [a for a in elements.all("a") if not a.get("href", "").startswith((here, "#"))]
        assert len(away) == 2
        assert all("noopener" in link["rel"] for link in away)

    def test_a_picture_says_what_it_shows(self, practice, read):
        item = practice(image=_picture(), image_alt="Pupils under a tree")
        pictures = Elements(read(item)).all("img")
        assert "Pupils under a tree" in [picture["alt"] for picture in pictures]
        assert all("alt" in picture for picture in pictures)

    def test_the_map_is_named(self, portal, practice, read):
        pictures = Elements(read(practice())).all("img")
        (place_map,) = [each for each in pictures if "place-map.svg" in each["src"]]
        assert place_map["src"].endswith(f"code={DANAO.barangay}")
        assert "Danao, Panglao, Bohol" in place_map["alt"]

    def test_a_practice_from_elsewhere_has_no_map(self, practice, read):
        html = read(practice(territories=[], countries=["BR", "group:ibsa"]))
        assert "place-map.svg" not in html
        assert "Brazil" in html

    def test_headings_descend_without_a_gap(self, practice, read):
        item = practice(criteria=[_score("replicable", 2)])
        tags = [tag for tag, _attributes in Elements(read(item)).found]
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        pairs = pairwise(levels)
        assert all(after - before <= 1 for before, after in pairs)

    def test_an_invented_example_says_so(self, practice, read):
        assert "Invented example" in read(practice(is_example=True))
        assert "Invented example" not in read(practice())


class TestCriteria:
    def test_scores_are_dots_words_and_reasons(self, practice, read):
        html = read(practice(criteria=[_score("replicable", 2), _score("relevant", 0)]))
        assert "Good evidence" in html
        assert "No evidence" in html
        assert "Because of replicable" in html
        dots = [circle["class"] for circle in Elements(html).all("circle")]
        assert dots == ["on", "on", "off", "off", "off", "off"]

    def test_without_evidence_it_is_promising(self, practice, read):
        tried = _score("tried-and-shown-to-work", 2)
        assert "Promising" in read(practice())
        assert "Promising" not in read(practice(criteria=[tried]))
        assert "Promising" not in read(practice(published=False), "national.secretary")


class TestSharing:
    def test_it_can_be_cited_by_a_link_that_lasts(self, portal, practice, read):
        item = practice()
        html = read(item)
        assert f"{portal.absolute_url()}/permalink/{item.UID()}" in html
        assert "Night classes for fishing children" in html

    def test_machines_can_read_it(self, practice, read):
        item = practice()
        facts = structured(read(item))
        assert facts["@type"] == "Article"
        assert facts["headline"] == "Night classes for fishing children"
        assert facts["temporalCoverage"] == "2008/2010"
        assert facts["contentLocation"][0]["name"] == "Danao, Panglao, Bohol, Central Visayas"

    def test_a_shared_link_shows_title_and_picture(self, practice, read):
        item = practice(image=_picture(), image_alt="Pupils under a tree")
        metas = {
            meta.get("property") or meta.get("name"): meta.get("content")
            for meta in Elements(read(item)).all("meta")
        }
        assert metas["og:title"] == "Night classes for fishing children"
        assert metas["og:description"] == "The school opened in the evening."
        assert metas["og:image"] == f"{item.absolute_url()}/@@images/image/large"
        assert metas["twitter:card"] == "summary_large_image"


class TestFiles:
    def test_a_file_shows_its_kind_and_size(self, portal, practice, read):
        item = practice(published=False)
        with acting_as(portal, "national.secretary"):
            api.content.create(
                item,
                "File",
                title="Register",
                file=NamedBlobFile(b"%PDF-1.4\n" + b"x" * 24_000 + b"\n%%EOF", filename="r.pdf"),
            )
        html = read(item, "national.secretary")
        assert "Register" in html
        assert "PDF, 24 KB" in html
        assert "/@@download/file/r.pdf" in html


class TestReviewers:
    def test_only_who_may_act_is_offered_to(self, practice, read):
        item = practice(published=False)
        assert "submit" in read(item, "national.secretary").lower()
        published = practice()
        assert "<form" in read(published)
        assert "workflow" not in read(published).lower()


def _picture():
    return NamedBlobImage(DOT, contentType="image/png", filename="dot.png")


def _score(criterion, score):
    return {"criterion": criterion, "score": score, "reason": f"Because of {criterion}"}
