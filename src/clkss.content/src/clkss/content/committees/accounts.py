"""Nobody learns who has an account by asking Plone's own pages (security.md, section 4, 6)."""

from AccessControl import getSecurityManager
from App.Common import package_home
from clkss.content.committees.asking import criteria_of
from clkss.content.committees.asking import NO_ANSWER
from clkss.content.committees.asking import refuse_people
from clkss.content.committees.asking import UNANSWERABLE
from clkss.content.interfaces import IClkssLayer
from plone import api
from plone.app.content.browser.vocabulary import VocabLookupException
from plone.app.content.browser.vocabulary import VocabularyView
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.services.users.get import PortraitGet
from Products.CMFCore.permissions import ListPortalMembers
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.browser import author
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import ITuple

import logging


logger = logging.getLogger(__name__)

ACCOUNT_VOCABULARIES = frozenset(
    {
        "plone.app.vocabularies.Groups",
        "plone.app.vocabularies.Principals",
        "plone.app.vocabularies.Users",
    }
)


class GuardedVocabularyView(VocabularyView):
    """Plone's vocabularies in forms, without the accounts.

    Whoever may edit a page could ask for the choices of its field "creators", which are all
    accounts; here the permission to list them decides in every case.
    """

    def __call__(self):
        """Answer, or say that the question makes no sense.

        :raises BadRequest: when it makes none.
        """
        try:
            return super().__call__()
        except UNANSWERABLE as error:
            logger.info("A question about a vocabulary could not be answered", exc_info=True)
            raise BadRequest(api.portal.translate(NO_ANSWER)) from error

    def get_vocabulary(self):
        """Return the vocabulary that was asked for.

        :raises VocabLookupException: when it may not be looked up.
        """
        name = self.request.get("name", None)
        if name in ACCOUNT_VOCABULARIES and not getSecurityManager().checkPermission(
            ListPortalMembers, self.context
        ):
            raise VocabLookupException("Vocabulary lookup not allowed")
        query = self.request.get("query", None)
        if isinstance(query, str) and query.lstrip().startswith(("{", "[")):
            refuse_people(criteria_of(query), self.context)
        return super().get_vocabulary()


class GuardedAuthorView(author.AuthorView):
    """Plone's page of an author, for who may list accounts; it tells whether one exists."""

    index = ViewPageTemplateFile("templates/author.pt", package_home(vars(author)))


class GuardedPortraitGet(PortraitGet):
    """Portraits over REST: one's own; those of others for who may list accounts."""

    def render(self):
        """Return the portrait, or nothing with the status of one that does not exist."""
        user_id = getSecurityManager().getUser().getId()
        own = not self.params or (user_id is not None and self.params == [user_id])
        if own or getSecurityManager().checkPermission(ListPortalMembers, self.context):
            return super().render()
        self.request.response.setStatus(404)
        return None


@implementer(IJSONSummarySerializerMetadata)
class NoAccounts:
    """Lists over REST do not name accounts, whatever columns the caller asks for."""

    def default_metadata_fields(self):
        """Add nothing."""
        return set()

    def field_accessors(self):
        """Add nothing."""
        return {}

    def non_metadata_attributes(self):
        """Add nothing."""
        return set()

    def blocklisted_attributes(self):
        """Name the columns that hold accounts."""
        return {"Creator", "author_name", "commentators", "listCreators", "creators"}


@implementer(IFieldSerializer)
@adapter(ITuple, IDexterityContent, IClkssLayer)
class GuardedCreators(DefaultFieldSerializer):
    """The field "creators" of files and pages over REST: accounts, for who may change the item."""

    def __call__(self):
        """Return the value, or nothing."""
        if self.field.__name__ == "creators" and not getSecurityManager().checkPermission(
            ModifyPortalContent, self.context
        ):
            return []
        return super().__call__()
