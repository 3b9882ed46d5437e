"""What the page shows again to somebody whose session ended."""

from clkss.content.frame import kept


def test_words_are_shown_and_marks_of_the_form_are_not():
    form = {
        "form.widgets.title": "Night classes for children who fish",
        "submission": "6e64ba6be7b0394ec739628b08bcedae3d39c468",
        "clkss_token": "0Nk0upHxPNo045wxZTGEXgwT.and.more",
        "language": "en",
    }
    assert kept.texts(form) == ["Night classes for children who fish"]
