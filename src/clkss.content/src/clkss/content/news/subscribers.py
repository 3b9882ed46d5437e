"""What happens when news or an event is stored."""

from clkss.content import _
from clkss.content.committees.subscribers import refusal
from clkss.content.knowledge.subscribers import redrawn
from clkss.content.knowledge.subscribers import said_to_the_sender
from clkss.content.news import rules


def redraw_picture(item, event):
    """Store the leading picture drawn anew: no place and no camera in it.

    :param item: a piece of news.
    :param event: it was added or changed.
    :raises BadRequest: when it is no picture that may be stored.
    """
    picture = getattr(item.aq_base, "image", None)
    if picture is None or getattr(picture, "clkss_redrawn", False):
        return
    with said_to_the_sender():
        item.image = redrawn(picture)


def check_recurrence(item, event):
    """Refuse a rule that could not be worked out in a moment, before it is.

    :param item: an event.
    :param event: it was added or changed.
    :raises BadRequest: when the rule is none that is taken.
    """
    text = getattr(item.aq_base, "recurrence", None)
    if text and not rules.recurs_well(text):
        raise refusal(
            _(
                "error_recurrence",
                default="An event comes again every so many days, weeks, months or years, 500 "
                "times at most.",
            )
        )
