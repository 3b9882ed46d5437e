"""Addresses of the site that content may not take."""

from clkss.content import _
from clkss.content.frame.errors import in_words
from clkss.content.frame.rules import is_reserved
from OFS.interfaces import IObjectWillBeMovedEvent
from plone.app.content.namechooser import NormalizingNameChooser
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.interfaces import IContentish
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer


def message(name):
    """Say why a name is refused.

    :param name: the reserved name.
    """
    return _(
        "error_reserved_address",
        default="The address “${name}” belongs to the site itself. Choose another short name.",
        mapping={"name": name},
    )


@adapter(IPloneSiteRoot)
@implementer(INameChooser)
class SiteNameChooser(NormalizingNameChooser):
    """Names content at the root of the site: "Places" becomes ``places-1``."""

    def _getCheckId(self, obj):
        check = super()._getCheckId(obj)

        def check_name(newid, required):
            if newid and is_reserved(newid):
                return translate(message(newid), context=getRequest())
            return check(newid, required)

        return check_name


@adapter(IContentish, IObjectWillBeMovedEvent)
def keep_addresses_free(content, event):
    """Refuse content that takes an address of the site, however it comes there.

    Adding, renaming, pasting, REST and import all pass here, before anything is changed.

    :param content: the content to be added, moved or renamed.
    :param event: where it will be.
    :raises BadRequest: when the new name at the root of the site is reserved.
    """
    if event.newName is None or event.object is not content:
        return
    if IPloneSiteRoot.providedBy(event.newParent) and is_reserved(event.newName):
        raise in_words(message(event.newName))
