"""Pages of what lies in a room."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.community.rooms import words
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.content import KINDS
from clkss.content.community.rooms.states import state_of
from clkss.content.exceptions import Refused
from clkss.content.frame.views import FormView
from clkss.content.knowledge import filing
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.forms import MODIFY
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden


DELETE = "Delete objects"


class RoomView(FormView):
    """A page of room content: what it says, who sees it, and the steps that one may take.

    The template of a kind draws ``structure view/head`` first and ``structure view/foot`` last. A
    kind that takes other forms overrides :meth:`answer`.
    """

    template = None
    head = ViewPageTemplateFile("templates/head.pt")
    foot = ViewPageTemplateFile("templates/foot.pt")
    kicker = ""
    refused = ()

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        clearances.assert_current(api.user.get_current().getId())
        if "step" in self.request.form:
            return self._step()
        if "delete" in self.request.form:
            return self._delete()
        return self.answer()

    def answer(self):
        """Take a form of this kind of content.

        :raises Forbidden: here there is none.
        """
        raise Forbidden("This page takes no such form.")

    def refuse(self, reasons):
        """Show the page again with what was wrong.

        :param reasons: messages.
        """
        self.refused = reasons
        self.request.response.setStatus(422)
        return self.template()

    @property
    def robots(self):
        """Tell robots to keep out of what is not public."""
        return None if self.state_id == rules.PUBLIC else "noindex"

    @cached_property
    def state_id(self):
        """The state."""
        return state_of(self.context)

    @property
    def state(self):
        """The state in words."""
        return words.STATES[self.state_id]

    @property
    def who_sees(self):
        """Who sees it, in words."""
        return words.WHO_SEES[self.state_id]

    @property
    def committee(self):
        """Title and address of the committee."""
        found = committee_of(self.context)
        return {"title": found.title, "url": found.absolute_url()}

    @property
    def is_draft(self):
        """Whether it is not shared yet."""
        return self.state_id == rules.DRAFT

    @cached_property
    def may_share(self):
        """Whether one decides who sees it."""
        return bool(api.user.has_permission(sharing.SHARE, obj=self.context))

    @cached_property
    def may_edit(self):
        """Whether one may change it."""
        return bool(api.user.has_permission(MODIFY, obj=self.context))

    @property
    def may_delete(self):
        """Whether one may delete it: only a draft, so that nothing shared just vanishes."""
        return self.is_draft and bool(api.user.has_permission(DELETE, obj=self.context))

    @cached_property
    def missing(self):
        """What has to be said before it can be shared."""
        if not self.may_edit or not self.is_draft:
            return []
        return [{"field": field, "text": text} for field, text in sharing.missing(self.context)]

    @property
    def steps(self):
        """The steps that one may take."""
        if not self.may_share:
            return []
        return [
            {
                "id": step,
                "title": words.step(step, self.state_id),
                "strong": step == rules.SHARE_ROOM and self.state_id == rules.DRAFT,
            }
            for step in rules.steps_from(self.state_id)
            if step == rules.TAKE_BACK or not self.missing
        ]

    @property
    def files(self):
        """The files in it."""
        return filing.listing(self.context)

    def paragraphs(self, text):
        """Return the paragraphs of a text, each a list of lines.

        :param text: plain text, or nothing.
        """
        return paragraphs(text or "")

    def _step(self):
        step = self.request.form.get("step")
        if step not in rules.LEADS_TO:
            raise Forbidden("There is no such step.")
        before = self.state_id
        try:
            sharing.act(self.context, step)
        except Refused as refused:
            return self.refuse(refused.reasons)
        return self.redirect_with_message(words.done(step, before))

    def _delete(self):
        if not self.may_delete:
            raise Forbidden(self.context.getId())
        url = self.committee["url"]
        if self.request.form.get("sure") != "yes":
            return self.refuse([_("room_delete_tick", default="Tick that you want to delete it.")])
        api.content.delete(self.context)
        return self.redirect_with_message(
            _("message_room_deleted", default="The draft is deleted."), url
        )


class DocumentView(RoomView):
    """The page of a paper."""

    template = ViewPageTemplateFile("templates/document.pt")

    @property
    def kicker(self):
        """The kind of paper."""
        return KINDS.get(self.context.kind, KINDS["other"])
