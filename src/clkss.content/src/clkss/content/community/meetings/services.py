"""Attendance and actions of a meeting over REST, by the rules of the forms on its page."""

from clkss.content import _
from clkss.content.community.meetings import people
from clkss.content.community.meetings.content import IMeeting
from clkss.content.exceptions import Refused
from clkss.content.interfaces import IClkssLayer
from clkss.content.knowledge.receiving import GuardedContent
from clkss.content.knowledge.receiving import LONGEST_TOLD
from clkss.content.knowledge.rows import IN_ROW
from clkss.content.knowledge.rows import NOT_ROWS
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


ATTENDANCE = "attendance"
GUESTS = "guests"
ACTIONS = "actions"

ACTION = ("id", "what", "owner", "due")
DONE = "done"

OF_PERSON = _("rest_meeting_of_person", default="Attendance of “${who}”: ${problem}")
NOT_ATTENDANCE = _(
    "rest_meeting_no_attendance", default="Send an object: what was said by account."
)
NOT_A_TEXT = _("rest_meeting_no_text", default="a text is expected.")
NOT_AN_ACTION = _(
    "rest_meeting_no_action",
    default="an object with “id”, “what”, “owner” and “due” is expected, each a text.",
)
DONE_ELSEWHERE = _(
    "rest_meeting_done_elsewhere",
    default="whether it is done is said at “@meeting-actions/” with its id.",
)
NOT_YET = _(
    "rest_meeting_not_yet",
    default="Make the meeting first, then send this to its address by PATCH.",
)
NOT_DONE = _("rest_meeting_done", default="done: true or false is expected")
NOT_FINISHING = _(
    "rest_meeting_not_finishing",
    default="Whoever is to do it says that it is done, or whoever writes the meeting.",
)


@implementer(IDeserializeFromJson)
@adapter(IMeeting, IClkssLayer)
class MeetingFromJson(GuardedContent):
    """A meeting from REST; who was there and who is to do what is written as the forms write it.

    Everything is read and judged before anything of it is written.
    """

    said = None
    guests = None
    rows = None

    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        """Set what the caller may set.

        :param validate_all: whether fields that are not named are checked, too.
        :param data: what the caller sent.
        :param create: whether the meeting is new.
        :param mask_validation_errors: whether errors are told without their class.
        :raises BadRequest: with everything that is wrong.
        """
        meeting = super().__call__(validate_all, data, create, mask_validation_errors)
        try:
            if self.said is not None:
                people.note_attendance(meeting, self.said, self.guests)
            if self.rows is not None:
                people.note_actions(meeting, self.rows)
        except Refused as refused:
            raise _in_words(refused.reasons, self.request) from None
        return meeting

    def get_schema_data(self, data, validate_all, create=False):
        """Read and judge the fields, and what stands beside them.

        :param data: what the caller sent.
        :param validate_all: whether fields that are not named are checked, too.
        :param create: whether the meeting is new.
        """
        found, errors = super().get_schema_data(data, validate_all, create)
        sent = [name for name in (ATTENDANCE, GUESTS, ACTIONS) if name in data]
        if create:
            # A meeting has its committee, by which all this is judged, once it lies in it.
            wrong = [self._wrong(name, NOT_YET) for name in sent if data[name]]
            return found, [*errors, *wrong]
        if ATTENDANCE in sent or GUESTS in sent:
            errors.extend(self._read_attendance(data))
        if ACTIONS in sent:
            errors.extend(self._read_actions(data[ACTIONS]))
        return found, errors

    def _read_attendance(self, data):
        guests = data.get(GUESTS, self.context.guests)
        guests = "" if guests is None else guests
        said = data.get(ATTENDANCE)
        said = {} if said is None else said
        wrong = []
        if not _is_text(guests):
            wrong.append(self._wrong(GUESTS, NOT_A_TEXT))
        if not isinstance(said, dict):
            wrong.append(self._wrong(ATTENDANCE, NOT_ATTENDANCE))
        if wrong:
            return wrong
        said = {who: "" if how is None else how for who, how in said.items()}
        wrong = [(who, NOT_A_TEXT) for who, how in said.items() if not _is_text(how)]
        wrong = wrong or people.against_attendance(self.context, said, guests.strip())
        self.said, self.guests = said, guests.strip()
        return [self._wrong_person(who, problem) for who, problem in wrong]

    def _read_actions(self, sent):
        if not isinstance(sent, list):
            return [self._wrong(ACTIONS, NOT_ROWS)]
        known = {each["id"]: each for each in self.context.actions}
        rows, wrong = [], []
        for number, each in enumerate(sent, 1):
            problem, row = _action(each, known)
            rows.append(row)
            if problem:
                wrong.append((number, problem))
        wrong = wrong or people.against_actions(self.context, rows)
        self.rows = rows
        return [self._wrong_row(number, problem) for number, problem in wrong]

    def _wrong(self, field, problem, **more):
        return {"field": field, "message": problem, "error": "ValidationError", **more}

    def _wrong_person(self, who, problem):
        if who is None:
            return self._wrong(GUESTS, problem)
        told = {"who": _told(who), "problem": translate(problem, context=self.request)}
        return self._wrong(ATTENDANCE, Message(OF_PERSON, mapping=told), person=told["who"])

    def _wrong_row(self, number, problem):
        if not number:
            return self._wrong(ACTIONS, problem)
        told = {"row": str(number), "problem": translate(problem, context=self.request)}
        return self._wrong(ACTIONS, Message(IN_ROW, mapping=told), row=number)


def _is_text(value):
    """Say whether a value is a text that can be stored: half a character cannot."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def _told(text):
    return text[:LONGEST_TOLD].encode(errors="replace").decode()


def _action(sent, known):
    """Read an action: what is wrong with it, and its row.

    What is not named stays as it was; of a new action it is empty.

    :param sent: what the caller sent.
    :param known: the actions that are there, by id.
    """
    if not isinstance(sent, dict) or {*sent} - {*ACTION, DONE}:
        return NOT_AN_ACTION, None
    texts = {name: "" if value is None else value for name, value in sent.items()}
    if not all(map(_is_text, texts.values())):
        return NOT_AN_ACTION, None
    before = known.get(texts.get("id", ""), {})
    if texts.get(DONE, before.get(DONE, "")) != before.get(DONE, ""):
        return DONE_ELSEWHERE, None
    row = {name: texts.get(name, before.get(name, "")) for name in ACTION}
    return None, {name: " ".join(text.split()) for name, text in row.items()}


def _in_words(reasons, request):
    return BadRequest(" ".join(translate(reason, context=request) for reason in reasons))


@implementer(IPublishTraverse)
class Finish(Service):
    """``PATCH <meeting>/@meeting-actions/<id>``: say that an action is done, or not yet."""

    id = None

    def publishTraverse(self, request, name):
        """Take the id of an action from the address.

        :raises NotFound: when there is more than an id.
        """
        if self.id is not None:
            raise NotFound(name)
        self.id = name
        return self

    def reply(self):
        """Answer.

        :raises NotFound: for whoever may not know the action, and where there is none.
        :raises Unauthorized: for whoever neither is to do it, nor writes the meeting.
        :raises BadRequest: when it is not said whether it is done.
        """
        meeting = self.context
        action = next((each for each in meeting.actions if each["id"] == self.id), None)
        if action is None:
            raise NotFound("@meeting-actions")
        if not people.may_finish(meeting, action):
            if not people.may_know(meeting, self.request):
                raise NotFound("@meeting-actions")
            raise Unauthorized(translate(NOT_FINISHING, context=self.request))
        done = json_body(self.request).get("done")
        if not isinstance(done, bool):
            raise BadRequest(translate(NOT_DONE, context=self.request))
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            people.finish(meeting, self.id, done)
        except Refused as refused:
            raise _in_words(refused.reasons, self.request) from None
        return self.reply_no_content()
