"""The page on which a programme is read."""

from clkss.content import _
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.knowledge.rows import kept_in
from clkss.content.repository.programmes import rules
from clkss.content.repository.programmes import vocabularies
from clkss.content.repository.programmes.updates.content import IProgrammeUpdate
from clkss.content.repository.programmes.updates.forms import WRITE
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


WIDEST_IN_LOG = 400
"""Width of a picture in the log."""

FIGURES = {
    (rules.TARGET, rules.REACHED): _("figure_both", default="${reached} of ${target}"),
    (rules.TARGET,): _("figure_target", default="${target} planned"),
    (rules.REACHED,): _("figure_reached", default="${reached} reached"),
    (): "",
}
"""How the numbers of a group are said, by those that are known."""


class ProgrammeView(KnowledgeView):
    """A programme as a reader sees it."""

    parts_of_text = (Part("objectives", _("label_objectives", default="Objectives")),)
    beneficiaries = ViewPageTemplateFile("templates/beneficiaries.pt")
    budget = ViewPageTemplateFile("templates/budget.pt")
    log = ViewPageTemplateFile("templates/updates.pt")

    def own_facts(self):
        """List how it stands, its period and its partners."""
        return [
            (
                _("fact_programme_status", default="How it stands"),
                self._kind("status", "clkss.programme-status"),
            ),
            (_("fact_period", default="Period"), self._plain(self.period)),
            (_("fact_partners", default="Partners"), self._plain(*(self.context.partners or ()))),
            (_("fact_website", default="Website"), self._website()),
        ]

    def _website(self):
        address = self.context.website
        return [{"title": address, "url": address}] if address else []

    def sections(self):
        """Draw for whom it is, with what means and how it goes."""
        drawn = []
        if kept_in(self.context, "beneficiaries"):
            drawn.append(self.beneficiaries())
        if kept_in(self.context, "budget"):
            drawn.append(self.budget())
        if self.may_update or self.updates():
            drawn.append(self.log())
        return drawn

    @cached_property
    def may_update(self) -> bool:
        """Say whether the reader may tell how it goes."""
        return bool(api.user.has_permission(WRITE, obj=self.context))

    def updates(self) -> list[dict]:
        """List the updates, the latest first."""
        found = [each for each in self.context.objectValues() if IProgrammeUpdate.providedBy(each)]
        found.sort(key=lambda update: (update.date, update.created()), reverse=True)
        return [
            {
                "id": update.getId(),
                "url": update.absolute_url(),
                "date": update.date,
                "title": update.title,
                "text": paragraphs(update.text),
                "picture": self.picture_of(update, "preview", WIDEST_IN_LOG),
            }
            for update in found
        ]

    @cached_property
    def figures(self):
        """What is planned and what was reached, ready to be added up."""
        rows = self.context.beneficiaries or ()
        return {count: rules.Figures(rows, count) for count in rules.COUNTS}

    def groups(self):
        """Return the table of those for whom it is: a line for each age group of which something
        is said, and one for all.
        """
        named = {row["age"] for row in self.context.beneficiaries}
        return [
            {
                "title": title,
                "is_total": age == rules.ALL,
                "cells": [self._counts(sex, age) for sex in rules.SEXES],
            }
            for age, title in vocabularies.AGES
            if age in named or age == rules.ALL
        ]

    def is_partly_known(self) -> bool:
        """Say whether wholes are given beside their parts, so that sums need a word."""
        groups = [(row["sex"], row["age"]) for row in self.context.beneficiaries]
        return len(groups) > 1 and any(rules.ALL in group for group in groups)

    def sexes(self):
        """Return the headings of the table."""
        return [title for _sex, title in vocabularies.SEXES]

    def _counts(self, sex, age):
        counts = {count: self.figures[count].number(sex, age) for count in rules.COUNTS}
        known = {count: self.grouped(each) for count, each in counts.items() if each is not None}
        message = FIGURES[tuple(known)]
        return Message(message, mapping=known) if message else ""

    def progress(self):
        """Return what share of all that are planned was reached, or nothing."""
        counts = {name: each.number(rules.ALL, rules.ALL) for name, each in self.figures.items()}
        target, reached = counts[rules.TARGET], counts[rules.REACHED]
        if not target or reached is None:
            return None
        return {
            "target": self.grouped(target),
            "reached": self.grouped(reached),
            "percent": round(100 * reached / target),
        }

    def sources(self):
        """Return the sources of the budget."""
        return [{**row, "amount": self.grouped(row["amount"])} for row in self.context.budget]

    def total(self):
        """Return the sum of the amounts, when there are several."""
        if len([row for row in self.context.budget if row["amount"] is not None]) < 2:
            return ""
        return self.grouped(rules.budget_total(self.context.budget))

    def grouped(self, number):
        """Write a number with separators of thousands; nothing for none.

        :param number: a whole number or ``None``.
        """
        return "" if number is None else f"{number:,}"
