"""The forms of news and of events: the steps of all knowledge, before Plone's own fields."""

from clkss.content import _
from clkss.content.knowledge import forms
from clkss.content.knowledge.picture import PictureFieldWidget
from clkss.content.news.prose import ProseFieldWidget
from typing import ClassVar
from z3c.form.interfaces import INPUT_MODE


TITLE = "IDublinCore.title"
SUMMARY = "IDublinCore.description"
LANGUAGE = "IDublinCore.language"
TEXT = "IRichTextBehavior.text"
PICTURE = "ILeadImageBehavior.image"
CAPTION = "ILeadImageBehavior.image_caption"
START = "IEventBasic.start"
END = "IEventBasic.end"
WHOLE_DAY = "IEventBasic.whole_day"
OPEN_END = "IEventBasic.open_end"
VENUE = "IEventLocation.location"
ASK_NAME = "IEventContact.contact_name"
ASK_MAIL = "IEventContact.contact_email"
ASK_PHONE = "IEventContact.contact_phone"
URL = "IEventContact.event_url"

SUBJECTS = tuple(
    f"IAbout.{name}" for name in ("countries", "themes", "sectors", "hazards", "agencies")
)

WORDS = {
    TITLE: (
        _("label_practice_title", default="Title"),
        _(
            "help_news_title",
            default="What happened, in one line: “Panglao counts its first year without children "
            "on night boats”. This is all you need to save a draft.",
        ),
    ),
    SUMMARY: (
        _("label_practice_summary", default="In short"),
        _("help_in_short", default="Two or three sentences for somebody who has half a minute."),
    ),
    LANGUAGE: (_("label_practice_language", default="Language in which you write"), ""),
    TEXT: (
        _("label_news_text", default="Text"),
        _(
            "help_news_text",
            default="An empty line begins a new paragraph. Say where it is from. No names and no "
            "recognisable pictures of children.",
        ),
    ),
    PICTURE: (
        _("label_image", default="Picture"),
        _(
            "help_image",
            default="JPEG, PNG or WebP, at most 20 MB. No child may be recognised in it. Place and "
            "camera data are removed.",
        ),
    ),
    CAPTION: (
        _("label_image_alt", default="What the picture shows"),
        _(
            "help_news_caption",
            default="It stands below the picture, and for those who cannot see it.",
        ),
    ),
    START: (
        _("label_event_start", default="Begins"),
        _("help_news_start", default="Day and hour, in the time of the Philippines."),
    ),
    END: (_("label_event_end", default="Ends"), ""),
    WHOLE_DAY: (_("label_news_whole_day", default="It lasts the whole day"), ""),
    OPEN_END: (_("label_news_open_end", default="It is open when it ends"), ""),
    VENUE: (_("fact_venue", default="Venue"), ""),
    ASK_NAME: (
        _("fact_event_contact", default="Whom to ask"),
        _("help_news_contact", default="An office or a function; everybody will see this."),
    ),
    ASK_MAIL: (_("label_news_mail", default="Mail address to ask"), ""),
    ASK_PHONE: (_("label_news_phone", default="Phone to ask"), ""),
    URL: (
        _("fact_event_url", default="Website"),
        _("help_web_address", default="For example https://www.dole.gov.ph"),
    ),
}
"""What fields of Plone are called here, and the help for them."""

ENDS_FIRST = _("error_ends_before_start", default="It ends before it begins.")

WHERE = forms.Step(
    "where",
    _("step_news_where", default="Where, and what it is about"),
    (forms.PLACES, *SUBJECTS, forms.RELATED),
)


class NewsForm:
    """The steps of the form and its words."""

    form_steps: ClassVar = (
        forms.Step(
            "what",
            _("step_news_what", default="What happened"),
            (TITLE, SUMMARY, LANGUAGE, forms.OWNER, TEXT),
        ),
        WHERE,
        forms.Step("picture", _("step_news_picture", default="Picture"), (PICTURE, CAPTION)),
    )
    rows: ClassVar = {SUMMARY: 3, TEXT: 12}
    grouped = forms.GROUPED | {f"IAbout.{name}" for name in forms.GROUPED}
    selects = (LANGUAGE, forms.OWNER, "IAbout.countries")
    titled_by = TITLE

    def updateFields(self):
        """Ask for text and picture without an editor and a script."""
        super().updateFields()
        for name, factory in ((TEXT, ProseFieldWidget), (PICTURE, PictureFieldWidget)):
            if name in self.fields:
                self.fields[name].widgetFactory[INPUT_MODE] = factory

    def updateWidgets(self, prefix=None):
        """Say our words."""
        super().updateWidgets(prefix)
        for name, (label, _help) in WORDS.items():
            if name in self.widgets:
                self.widgets[name].label = label

    def _field(self, name):
        return {**super()._field(name), **({"help": WORDS[name][1]} if name in WORDS else {})}


class EventForm(NewsForm):
    """The steps of the form of an event."""

    form_steps: ClassVar = (
        forms.Step(
            "what",
            _("step_event_what", default="What it is"),
            (TITLE, SUMMARY, LANGUAGE, forms.OWNER, TEXT),
        ),
        forms.Step(
            "when",
            _("step_event_when", default="When, and at which venue"),
            (START, END, WHOLE_DAY, OPEN_END, VENUE),
        ),
        WHERE,
        forms.Step(
            "ask",
            _("step_event_ask", default="Whom to ask"),
            (ASK_NAME, ASK_MAIL, ASK_PHONE, URL),
        ),
    )

    def _problem(self, error):
        if error.widget is None:
            return {"field": "end", "label": self.widgets[END].label, "text": ENDS_FIRST}
        return super()._problem(error)


class AddNews(NewsForm, forms.AddForm):
    """Write a piece of news."""

    portal_type = "News Item"
    page_title = _("title_add_news", default="Write news")


class EditNews(NewsForm, forms.EditForm):
    """Change a piece of news."""

    page_title = _("title_edit_news", default="Change the news")


class AddEvent(EventForm, forms.AddForm):
    """Announce an event."""

    portal_type = "Event"
    page_title = _("title_add_event", default="Announce an event")


class EditEvent(EventForm, forms.EditForm):
    """Change an event."""

    page_title = _("title_edit_event", default="Change the event")
