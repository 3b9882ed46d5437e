"""Comparing what an item says with what it said before, or with what is published."""

from clkss.content import _
from clkss.content.frame import moments
from clkss.content.review import comparison
from clkss.content.review import ladder
from clkss.content.review.changes import changes_of
from clkss.content.review.changes import words_of
from clkss.content.review.history import full_name
from clkss.content.review.views import is_concerned
from functools import cached_property
from markupsafe import escape
from markupsafe import Markup
from plone.dexterity.utils import iterSchemata
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.schema import getFieldsInOrder


NOT_COMPARED = frozenset({"featured", "review_due", "code"})
"""Fields that are no part of what an item says."""


FILES = "files"
FILES_TITLE = _("label_attached", default="Attached files")


class Compare(BrowserView):
    """Shows two versions of an item beside each other, field by field, with the changes marked.

    A working copy is compared with what is published; any other item with one of its earlier
    versions, the last one unless another is asked for.
    """

    page_title = _("title_compare", default="What changed")

    def __call__(self):
        if not is_concerned(self.context):
            raise Unauthorized("Versions are for those whom the item concerns.")
        return self.index()

    @cached_property
    def baseline(self):
        """Return the published item of which this is a working copy, or nothing."""
        revision = ladder.revision(self.context)
        return revision.baseline() if revision is not None else None

    @cached_property
    def versions(self):
        """Return the earlier versions, the newest first, each with what it said."""
        said = dict(self.words(self.context))
        found = []
        changes = changes_of(self.context)
        for number in range(len(changes), 0, -1):
            change = changes[number - 1]
            said = {**said, **{name: words_of(old) for name, old in change["before"].items()}}
            found.append(
                {
                    "number": number,
                    "said": said,
                    "who": full_name(change["actor"]),
                    "when": moments.said(change["time"], long_format=True),
                    "chosen": number == self.chosen,
                    "url": f"{self.context.absolute_url()}/@@review-compare?version={number}",
                }
            )
        return found

    @cached_property
    def chosen(self):
        """Return the number of the version to compare with; the last one by default."""
        last = len(changes_of(self.context))
        asked = self.request.form.get("version", "")
        is_number = isinstance(asked, str) and asked.isascii() and asked.isdigit()
        return int(asked) if is_number and 1 <= int(asked) <= last else last

    def words(self, item):
        """Give what an item says, in words, by field.

        :param item: a reviewed item.
        """
        return [
            (name, words_of(getattr(item.aq_base, name, None)))
            for name, _field in self.fields
            if name not in NOT_COMPARED
        ]

    @cached_property
    def fields(self):
        """Return the fields of the item in order, as pairs of name and title."""
        return [
            (name, field.title)
            for schema in iterSchemata(self.context)
            for name, field in getFieldsInOrder(schema)
        ]

    def differences(self):
        """Return the fields that differ, each with both texts and the changes marked."""
        before, after = self._both()
        titles = {**dict(self.fields), FILES: FILES_TITLE}
        return [
            {
                "title": titles[name],
                "marked": self._marked(before.get(name, ""), text),
                "before": before.get(name, ""),
                "after": text,
            }
            for name, text in after.items()
            if before.get(name, "") != text
        ]

    def _both(self):
        now = dict(self.words(self.context))
        if self.baseline is not None:
            files = (words_of(names) for names in ladder.revision(self.context).files())
            said = (dict(self.words(self.baseline)), now)
            return tuple({**words, FILES: names} for words, names in zip(said, files, strict=True))
        for version in self.versions:
            if version["chosen"]:
                return version["said"], now
        return now, now

    def _marked(self, before, after):
        pieces = comparison.shortened(comparison.compare(before, after))
        return Markup("").join(_drawn(piece) for piece in pieces)


def _drawn(piece):
    if piece.kind == comparison.ADDED:
        return Markup("<ins>{}</ins>").format(piece.text)
    if piece.kind == comparison.REMOVED:
        return Markup("<del>{}</del>").format(piece.text)
    return escape(piece.text)
