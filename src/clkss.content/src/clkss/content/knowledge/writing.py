"""The page on which one chooses what to write."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.review.interfaces import IOneCheck
from plone import api
from plone.base.interfaces.constrains import ENABLED
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.dexterity.interfaces import IDexterityFTI
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.dottedname.resolve import resolve
from zope.i18n import translate
from zope.security.interfaces import IPermission


ONE_CHECK = "clkss.one-check"


def writable(site):
    """Name what the current user may write, as pairs of a folder and a type's information.

    They come one by one: whoever only asks whether there is anything looks no further.

    :param site: the site.
    """
    may = getSecurityManager().checkPermission
    for folder in site.objectValues():
        if not IKnowledgeContainer.providedBy(folder):
            continue
        for portal_type in _accepted(folder):
            fti = getUtility(IDexterityFTI, name=portal_type)
            permission = getUtility(IPermission, name=fti.add_permission).title
            if may(permission, folder):
                yield folder, fti


def _accepted(folder):
    """Name the types that a folder takes.

    Plone's own list asks for the permission to add each type there is, in every folder.
    """
    constrained = ISelectableConstrainTypes(folder)
    if constrained.getConstrainTypesMode() != ENABLED:
        return constrained.getLocallyAllowedTypes()
    own = folder.getTypeInfo()
    return [name for name in folder.locally_allowed_types if own.allowType(name)]


def needs_one_check(fti):
    """Say whether one check is enough for items of a type.

    :param fti: the type's information.
    """
    return ONE_CHECK in fti.behaviors or IOneCheck.implementedBy(resolve(fti.klass))


class Write(BrowserView):
    """Lists what one may write, each with what it is for and who reads it first."""

    page_title = _("title_write", default="Write for the repository")

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized("Sign in to write for the repository.")
        return self.index()

    def kinds(self):
        """Return the kinds, in the order of the site's folders."""
        return [
            {
                "url": f"{folder.absolute_url()}/++add++{fti.getId()}",
                "title": translate(fti.Title(), context=self.request),
                "text": translate(fti.Description(), context=self.request),
                "one_check": needs_one_check(fti),
            }
            for folder, fti in writable(self.context)
        ]
