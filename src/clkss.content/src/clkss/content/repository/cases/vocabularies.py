"""The vocabulary ``clkss.anonymised``: the checklist, each point with what it asks."""

from clkss.content import _
from clkss.content.knowledge import terms


CHECKS = (
    (
        "names",
        _(
            "anonymised_names",
            default="Names: every name of a child, a relative, a neighbour or an employer is "
            "changed or left out. Initials count as names.",
        ),
    ),
    (
        "places",
        _(
            "anonymised_places",
            default="Places: no place smaller than a city or municipality is named, also not a "
            "sitio, a school, a church or a street.",
        ),
    ),
    (
        "pictures",
        _(
            "anonymised_pictures",
            default="Pictures and files: nobody is recognised by face, clothes, house or voice, "
            "and no file names anybody.",
        ),
    ),
    (
        "details",
        _(
            "anonymised_details",
            default="Details: dates, ages, the number of siblings, an illness or an accident by "
            "which neighbours would know the child are changed.",
        ),
    ),
    (
        "consent",
        _(
            "anonymised_consent",
            default="Consent: the child, as far as old enough, and a parent or guardian know what "
            "will be told and to whom, and agreed. The signed paper is with the social worker.",
        ),
    ),
)

MISSING = {
    "names": _("missing_anonymised_names", default="Checklist: change all names, then tick it."),
    "places": _(
        "missing_anonymised_places", default="Checklist: leave out small places, then tick it."
    ),
    "pictures": _(
        "missing_anonymised_pictures",
        default="Checklist: look at pictures and files, then tick it.",
    ),
    "details": _(
        "missing_anonymised_details", default="Checklist: change telling details, then tick it."
    ),
    "consent": _("missing_anonymised_consent", default="Checklist: obtain consent, then tick it."),
}
"""What to do about a point that is not ticked."""

anonymised = terms.fixed(CHECKS)
