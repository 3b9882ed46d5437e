"""The form in which an issue is written: needs no script, and loses nothing that was typed."""

from clkss.content import _
from clkss.content.frame import moments
from clkss.content.frame.views import FormView
from clkss.content.newsletter import choosing
from clkss.content.newsletter import rules
from clkss.content.newsletter import words
from clkss.content.search.titles import Titles
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


UP = "up"
DOWN = "down"

FEW = 20
"""Candidates of one sort that are shown at once; of more, the kinds are folded."""


class Compose(FormView):
    """The form. Every button saves first; what cannot be saved is shown again with the reason."""

    template = ViewPageTemplateFile("templates/compose.pt")
    page_title = _("title_newsletter_compose", default="Write the newsletter")
    robots = "noindex"
    problems = ()
    address = ""
    ticked = ()

    def __call__(self):
        if self.is_post:
            self.check_token()
            return self._take()
        issue = self.context
        self.draft = rules.Draft(
            issue.title or "",
            issue.month or "",
            issue.introduction or "",
            issue.introduction_tl or "",
            issue.pairs(),
        )
        self.kept = {uid for uid, _line in self.draft.entries}
        return self.template()

    # What came

    def _take(self):
        self.address = self.trimmed("address")
        self.ticked = [uid for uid in self._list("add") if rules.is_uid(uid)]
        rows = [
            (uid, self.trimmed(f"line-{uid}"), self.trimmed(f"order-{uid}"))
            for uid in self._list("row")
            if rules.is_uid(uid)
        ]
        self.draft = rules.Draft(
            self.trimmed("title"),
            self.trimmed("month"),
            self.trimmed("introduction").replace("\r\n", "\n"),
            self.trimmed("introduction_tl").replace("\r\n", "\n"),
            rules.ordered(rows),
        )
        self.kept = set(self._list("keep"))
        wanted, found = self._wanted()
        entries = [(uid, line) for uid, line in self.draft.entries if uid in self.kept]
        known = {uid for uid, _line in entries}
        entries += [(uid, "") for uid in wanted if uid not in known]
        action, _colon, item = self.trimmed("action").partition(":")
        if action in (UP, DOWN):
            entries = rules.moved(entries, item, -1 if action == UP else 1)
        found += rules.problems(self.draft._replace(entries=entries))
        if self.trimmed("seen") != self.seen():
            found.insert(0, ("", rules.CHANGED))
        if found:
            return self._again(found)
        self._save(self.draft._replace(entries=entries))
        url = f"{self.context.absolute_url()}/@@compose"
        if action == "look":
            url = f"{self.context.absolute_url()}/@@mail-preview"
        elif action in (UP, DOWN):
            url = f"{url}#row-{item}"
        return self.redirect_with_message(_("newsletter_saved", default="The draft is saved."), url)

    def _wanted(self):
        """Give what is to be added, and what is wrong with it."""
        wanted = [brain.UID for brain in choosing.items(self.ticked)]
        if not self.address:
            return wanted, []
        brain = choosing.by_address(api.portal.get(), self.address)
        if brain is None:
            return wanted, [("address", rules.UNKNOWN_ADDRESS)]
        return [*wanted, brain.UID], []

    def _save(self, draft):
        issue = self.context
        issue.title = draft.title
        issue.month = draft.month
        issue.introduction = draft.introduction
        issue.introduction_tl = draft.introduction_tl
        issue.entries = [
            {rules.ITEM: uid, **({rules.LINE: line} if line else {})} for uid, line in draft.entries
        ]
        notify(ObjectModifiedEvent(issue))

    def _again(self, problems):
        self.problems = [
            {"field": field, "text": words.PROBLEMS[problem]} for field, problem in problems
        ]
        self.request.response.setStatus(422)
        return self.template()

    def _list(self, name):
        value = self.request.form.get(name, [])
        return [value] if isinstance(value, str) else [v for v in value if isinstance(v, str)]

    # What is shown

    def seen(self):
        """Name the version of the issue that the form is about."""
        return (self.context._p_serial or b"").hex()

    @cached_property
    def titles(self):
        """Titles in the language of the page."""
        return Titles(self.context, self.request)

    def rows(self):
        """Return the chosen items in their order."""
        uids = [uid for uid, _line in self.draft.entries]
        public = {brain.UID: brain for brain in choosing.items(uids)}
        hidden = [uid for uid in uids if uid not in public]
        seen = {brain.UID: brain for brain in api.content.find(UID=hidden)} if hidden else {}
        last = len(uids)
        rows = []
        for number, (uid, line) in enumerate(self.draft.entries, 1):
            brain = public.get(uid) or seen.get(uid)
            rows.append(
                {
                    "uid": uid,
                    "number": number,
                    "line": line,
                    "kept": uid in self.kept,
                    "public": uid in public,
                    "title": brain.Title if brain is not None else None,
                    "url": brain.getURL() if brain is not None else None,
                    "kind": choosing.kind(brain, self.titles) if brain is not None else "",
                    "first": number == 1,
                    "last": number == last,
                    "error": self.error(f"line-{uid}"),
                }
            )
        return rows

    def sorts(self):
        """Return what may be added, by sort and kind."""
        taken = {uid for uid, _line in self.draft.entries}
        shown = []
        for sort in choosing.candidates(taken):
            kinds = {}
            for brain in sort.brains:
                kinds.setdefault(choosing.kind(brain, self.titles), []).append(
                    {
                        "uid": brain.UID,
                        "title": brain.Title,
                        "ticked": brain.UID in self.ticked,
                    }
                )
            few = len(sort.brains) <= FEW
            if kinds:
                shown.append(
                    {
                        "name": sort.name,
                        "title": words.SORTS[sort.name],
                        "cut": sort.cut,
                        "kinds": [
                            {
                                "title": title,
                                "rows": rows,
                                "open": few or any(each["ticked"] for each in rows),
                            }
                            for title, rows in sorted(kinds.items())
                        ],
                    }
                )
        return shown

    def since(self):
        """Say from which day on something counts as new."""
        return moments.said(choosing.since())

    def error(self, field):
        """Return what is wrong with a field, or None.

        :param field: its name.
        """
        return next((each["text"] for each in self.problems if each["field"] == field), None)

    def described_by(self, field):
        """Return the ids of what explains a field.

        :param field: its name.
        """
        ids = [f"help-{field}"]
        if self.error(field):
            ids.insert(0, f"error-{field}")
        return " ".join(ids)
