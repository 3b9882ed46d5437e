"""The behaviour of what climbs the ladder: ``clkss.review``."""

from clkss.content import _
from clkss.content.review.ownership import default_owner
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class IReviewed(model.Schema):
    """An item with an owner committee and a day on which it is to be looked at again."""

    directives.omitted("review_due", "featured")
    directives.write_permission(
        review_due="clkss.content.PublishKnowledge",
        featured="clkss.content.PublishKnowledge",
    )

    owner_committee = schema.Choice(
        title=_("label_owner_committee", default="For which committee do you write?"),
        description=_(
            "help_owner_committee",
            default="Its secretary reads what you submit first; then it climbs from there.",
        ),
        vocabulary="clkss.owner-committees",
        defaultFactory=default_owner,
        required=True,
    )

    review_due = schema.Date(
        title=_("label_review_due", default="To be looked at again by"),
        required=False,
    )

    featured = schema.Bool(
        title=_("label_featured", default="Show on the front page"),
        default=False,
        required=False,
    )
