"""Adding and pasting where something may not lie: a refusal, and no fault of the site."""

from clkss.content import _
from clkss.content.frame.errors import in_words
from clkss.content.interfaces import IClkssLayer
from OFS.CopySupport import CopyError
from plone.app.content.browser.actions import ObjectPasteView
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.interfaces import IDexterityFTI
from plone.restapi.deserializer import json_body
from plone.restapi.services.copymove.copymove import Copy
from plone.restapi.services.copymove.copymove import Move
from Products.CMFCore.interfaces import IFolderish
from Products.CMFCore.namespace import AddViewTraverser
from zExceptions import NotFound
from zope.component import adapter
from zope.component import queryUtility
from zope.location.interfaces import LocationError


NOT_HERE = _(
    "paste_not_here",
    default="What you chose cannot be put here: it does not belong here, or it is gone.",
)
NO_SOURCE = _(
    "paste_no_source",
    default="source: the address, path or UID of something is expected, or a list of them.",
)


@adapter(IFolderish, IClkssLayer)
class AddTraverser(AddViewTraverser):
    """Finds the form of a type by ``++add++``, and no pages for what is never added by a form.

    :param context: where something is added.
    :param request: the request.
    """

    def traverse(self, name, ignored):
        """Find the form.

        :param name: the type.
        :param ignored: what follows.
        :raises LocationError: when there is none.
        """
        if queryUtility(IDexterityFTI, name=name) is None:
            raise LocationError(self.context, name)
        return super().traverse(name, ignored)


class WhereItMayLie:
    """Before :class:`DefaultAddForm`: the form is only where what it makes may lie."""

    def update(self):
        """Prepare the form.

        :raises NotFound: anywhere else; Plone would fail.
        """
        allowed = {fti.getId() for fti in self.context.allowedContentTypes()}
        if self.portal_type not in allowed:
            raise NotFound(self.portal_type)
        super().update()


class AddForm(WhereItMayLie, DefaultAddForm):
    """Plone's form to add something."""


class AddView(DefaultAddView):
    """Plone's page to add something."""

    form = AddForm


class Pasting:
    """Before a service that copies or moves."""

    def reply(self):
        """Answer.

        :raises BadRequest: when something cannot lie here, in words.
        """
        source = json_body(self.request).get("source")
        sources = source if isinstance(source, list) else [source]
        if not all(isinstance(each, str) and each for each in sources):
            raise in_words(NO_SOURCE)
        try:
            return super().reply()
        except (CopyError, ValueError):
            raise in_words(NOT_HERE) from None


class GuardedCopy(Pasting, Copy):
    """``@copy``."""


class GuardedMove(Pasting, Move):
    """``@move``."""


class GuardedPaste(ObjectPasteView):
    """Plone's page that pastes what was copied or cut."""

    def do_action(self):
        """Paste.

        :raises BadRequest: when something cannot lie here, in words.
        """
        try:
            return super().do_action()
        except (CopyError, ValueError):
            raise in_words(NOT_HERE) from None
