"""What is kept of a form means the same when it is sent again."""

from clkss.content.frame import kept
from ZPublisher.HTTPRequest import FileUpload
from ZPublisher.HTTPRequest import record

import io
import pytest


def score(**members):
    entry = record()
    for name, value in members.items():
        setattr(entry, name, value)
    return entry


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"title": "Back to school"}, [("title", "Back to school")]),
        ({"themes": ["a", "b"]}, [("themes:list", "a"), ("themes:list", "b")]),
        ({"size": 20}, [("size:int", "20")]),
        ({"form.widgets.x-empty-marker": "1"}, [("form.widgets.x-empty-marker", "1")]),
        (
            {"criteria": [score(criterion="fair", score="2"), score(criterion="new", score="")]},
            [
                ("criteria.criterion:records", "fair"),
                ("criteria.score:records", "2"),
                ("criteria.criterion:records", "new"),
                ("criteria.score:records", ""),
            ],
        ),
        ({"place": score(code="PH")}, [("place.code:record", "PH")]),
        ({"password": "x", "__ac_name": "maria", "new_password_ctl": "y"}, []),
    ],
)
def test_fields_are_named_so_that_they_mean_the_same(form, fields):
    assert kept.fields(form) == fields


def test_short_values_and_tokens_are_not_shown():
    form = {"title": "Back to school, all of us", "state": "draft", "clkss_token": "f" * 70}
    assert kept.texts(form) == ["Back to school, all of us"]


def test_files_are_named_as_lost():
    class Field:
        file = io.BytesIO(b"x")
        headers = {}
        filename = "photo.jpg"
        name = "image"

    form = {"image": FileUpload(Field()), "attachments": [FileUpload(Field())] * 2, "title": ""}
    assert kept.files(form) == ["photo.jpg"] * 3
    assert kept.fields({"image": form["image"]}) == []
    assert kept.files({"title": "Boats", "places": ["PH"]}) == []


def test_words_are_shown_and_marks_of_the_form_are_not():
    form = {
        "form.widgets.title": "Night classes for children who fish",
        "submission": "6e64ba6be7b0394ec739628b08bcedae3d39c468",
        "clkss_token": "0Nk0upHxPNo045wxZTGEXgwT.and.more",
        "language": "en",
    }
    assert kept.texts(form) == ["Night classes for children who fish"]
