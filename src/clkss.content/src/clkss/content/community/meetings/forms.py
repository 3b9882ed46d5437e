"""Planning a meeting, and minuting it: the same form, its later steps folded away."""

from clkss.content import _
from clkss.content.community.meetings.content import PORTAL_TYPE
from clkss.content.community.rooms.forms import AddForm
from clkss.content.community.rooms.forms import EditForm
from clkss.content.community.rooms.forms import FILES
from clkss.content.knowledge.forms import Step


STEPS = (
    Step(
        "when",
        _("step_meeting_when", default="When and where"),
        ("title", "day", "begins", "ends", "place", "link", "life"),
    ),
    Step("agenda", _("step_meeting_agenda", default="Agenda"), ("agenda",)),
    Step(
        "minutes",
        _("step_meeting_minutes", default="Minutes and decisions"),
        ("minutes", "decisions"),
        folded=True,
    ),
    FILES,
)


class MeetingForm:
    """What the forms of meetings have in common."""

    form_steps = STEPS
    rows = {"minutes": 15}
    selects = ("life",)
    grouped = frozenset({"agenda", "decisions"})


class AddMeeting(MeetingForm, AddForm):
    """Plan a meeting."""

    portal_type = PORTAL_TYPE
    page_title = _("title_add_meeting", default="Plan a meeting")


class EditMeeting(MeetingForm, EditForm):
    """Change or minute a meeting."""

    page_title = _("title_change_meeting", default="Change the meeting")
