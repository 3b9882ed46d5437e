"""An update of a programme: what happened, and when."""

from clkss.content import _
from clkss.content.committees.clearances import today
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IPictured
from plone.dexterity.content import Item
from zope import schema
from zope.interface import implementer


def this_day():
    """Give today, as an update is dated."""
    return today().isoformat()


class IProgrammeUpdate(IPictured):
    """What happened in a programme, when, with a picture if there is one."""

    date = schema.TextLine(
        title=_("label_update_date", default="When"),
        description=_(
            "help_period", default="As exactly as you know: 2026, 2026-11 or 2026-11-21."
        ),
        constraint=fields.is_date,
        defaultFactory=this_day,
        required=True,
    )
    title = schema.TextLine(
        title=_("label_update_title", default="What happened"),
        description=_(
            "help_update_title",
            default="In one line, for example “The hundredth child is back in class”.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    text = fields.text(
        _("label_update_text", default="More about it"),
        _(
            "help_update_text",
            default="A paragraph or two; a blank line parts them. Everybody who sees the programme "
            "reads it. No names of children.",
        ),
        knowledge.LONGEST_TEXT,
    )


@implementer(IProgrammeUpdate)
class ProgrammeUpdate(Item):
    """An update; it lies in its programme, is seen by whoever sees that, and has no owner: who may
    change it follows from the programme alone.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__ac_local_roles__ = {}
