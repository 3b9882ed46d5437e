"""What REST may change of content, beyond what the permissions of its fields say."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content import _
from clkss.content.interfaces import IClkssLayer
from itertools import islice
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import CollectionFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.schema import getFields
from zope.schema.interfaces import ConstraintNotSatisfied
from zope.schema.interfaces import IChoice
from zope.schema.vocabulary import SimpleVocabulary


LAYOUT = "layout"
CHOOSE_LAYOUT = "Modify view template"

LONGEST_TOLD = 100
"""Characters of what the caller sent that an answer repeats."""

MOST_TOLD = 50
"""Tokens that an answer names."""

NO_SUCH_TOKEN = _(
    "rest_no_such_token",
    default="${field}: “${value}” is not one of the tokens that can be chosen. ${url} lists them.",
)

NO_SUCH_CHOICE = _(
    "rest_no_such_choice",
    default="${field}: “${value}” is not one of the tokens that can be chosen: ${tokens}.",
)


@implementer(IDeserializeFromJson)
@adapter(IDexterityContent, IClkssLayer)
class GuardedContent(DeserializeFromJson):
    """Content over REST: which view shows it is not its author's to say.

    What the caller may not set is passed over, as plone.restapi does with fields.
    """

    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        """Set what the caller may set.

        :param validate_all: whether fields that are not named are checked, too.
        :param data: what the caller sent.
        :param create: whether the content is new.
        :param mask_validation_errors: whether errors are told without their class.
        """
        data = dict(json_body(self.request) if data is None else data)
        if not self.sm.checkPermission(CHOOSE_LAYOUT, self.context):
            data.pop(LAYOUT, None)
        for name in self._emptied(data):
            data[name] = []
        return super().__call__(validate_all, data, create, mask_validation_errors)

    def get_schema_data(self, data, validate_all, create=False):
        """Set the fields, and say of a token that there is none where those that are stand.

        :param data: what the caller sent.
        :param validate_all: whether fields that are not named are checked, too.
        :param create: whether the content is new.
        """
        found, errors = super().get_schema_data(data, validate_all, create)
        for error in errors:
            wrong = error.get("error")
            if isinstance(wrong, ConstraintNotSatisfied) and IChoice.providedBy(wrong.field):
                error["message"] = self._no_such_token(error["field"], wrong)
        return found, errors

    def _no_such_token(self, name, wrong):
        told = {"field": name, "value": str(wrong.value)[:LONGEST_TOLD]}
        vocabulary = wrong.field.vocabularyName
        if vocabulary:
            told["url"] = f"{api.portal.get().absolute_url()}/@vocabularies/{vocabulary}"
            return Message(NO_SUCH_TOKEN, mapping=told)
        vocabulary = wrong.field.vocabulary
        if not isinstance(vocabulary, SimpleVocabulary):
            # What else can be chosen, such as other content, is not named.
            return wrong.doc()
        terms = islice(vocabulary, MOST_TOLD)
        told["tokens"] = ", ".join(term.token for term in terms)
        return Message(NO_SUCH_CHOICE, mapping=told)

    def _emptied(self, data):
        """Name the relations that are emptied: the stock one asks no deserializer for them."""
        return [
            name
            for schema in iterSchemata(self.context)
            for name, field in getFields(schema).items()
            if IRelationList.providedBy(field) and name in data and data[name] is None
        ]


@implementer(IFieldDeserializer)
@adapter(IRelationList, IDexterityContent, IClkssLayer)
class GuardedRelations(CollectionFieldDeserializer):
    """Relations over REST: those that the caller may not see stay."""

    def __call__(self, value):
        """Give the items that are named, and after them the hidden ones that were named before.

        :param value: what the caller sent.
        """
        wanted = super().__call__(value)
        may = getSecurityManager().checkPermission
        stored = getattr(aq_base(self.context), self.field.__name__, None) or ()
        others = [each.to_object for each in stored if not each.isBroken()]
        hidden = [each for each in others if each is not None and not may("View", each)]
        return [*wanted, *(each for each in hidden if each not in wanted)]
