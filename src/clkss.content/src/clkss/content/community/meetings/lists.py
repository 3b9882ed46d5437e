"""Meetings on the page of their committee, and all of them on a page of their own."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import words
from clkss.content.community.meetings.content import PORTAL_TYPE
from clkss.content.community.rooms.sections import facts_of
from clkss.content.community.rooms.sections import ListPage
from clkss.content.community.rooms.sections import ListSection
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class MeetingList:
    """What the lists of meetings have in common: those to come first."""

    portal_type = PORTAL_TYPE
    title = _("heading_meetings", default="Meetings")
    empty = _("room_no_meetings", default="No meeting is here yet.")
    add_label = _("title_add_meeting", default="Plan a meeting")

    def order_of(self, brains):
        """Give the brains in the order in which they are shown: those to come first.

        :param brains: the newest first.
        """
        today = clearances.today()
        return sorted(brains, key=lambda brain: rules.order_key(facts_of(brain), today))

    def facts(self, brain):
        """Say when and where it is, and what became of it.

        :param brain: the brain.
        """
        known = facts_of(brain)
        life = known.get("life")
        said = words.LIVES.get(life) if life != rules.PLANNED else None
        return [each for each in (words.times(known), known.get("place"), said) if each]


class MeetingSection(MeetingList, ListSection):
    """The next meetings and the latest ones, with the ways to calendars."""

    order = 30
    name = "meetings"
    list = ViewPageTemplateFile("../rooms/templates/section.pt")
    template = ViewPageTemplateFile("templates/section.pt")

    @property
    def serves(self):
        """Whether the current user serves on any committee."""
        user_id = api.user.get_current().getId()
        return bool(user_id and clearances.clearances(user_id))


class MeetingPage(MeetingList, ListPage):
    """All meetings."""


class NextMeeting(MeetingSection):
    """The next meeting, above all else, for those who serve on the committee."""

    order = 5
    title = _("heading_next_meeting", default="Next meeting")
    template = ViewPageTemplateFile("templates/next.pt")

    def available(self):
        """Say whether the person serves here and a meeting comes."""
        return bool(getattr(self.page, "serves_here", False)) and self.brain is not None

    @property
    def brain(self):
        """The next meeting of which the day is known; None where there is none."""
        today = clearances.today()
        for brain in self.brains:
            facts = facts_of(brain)
            if facts.get("life") == rules.PLANNED and rules.day_of(facts.get("day")):
                return brain if rules.is_coming(facts, today) else None
        return None

    @property
    def next(self):
        """The entry of the next meeting."""
        return self.entry(self.brain)
