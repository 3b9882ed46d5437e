"""What a form of joining has to choose from."""

from clkss.content.committees import content as committees
from clkss.content.committees import finding
from clkss.content.committees import rules as committee_rules
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.people.person import AGENCIES
from clkss.content.people.person import terms
from clkss.content.territories.choosing import PlaceChooser


class CommitteeChoice:
    """The committee of a place, or a sub-committee that is on record there.

    :param context: the site.
    :param request: the request.
    :param action: where the form goes.
    """

    FIELD = "committee"

    def __init__(self, context, request, action):
        self.context = context
        self.request = request
        self.place = PlaceChooser(context, request, "place", action)

    @property
    def code(self):
        """Code of the chosen place, or nothing."""
        return self.place.code

    def there(self):
        """Return the committees of the place to choose from; empty where there is but one."""
        code = self.code
        if not code:
            return []
        found = finding.subcommittees(code, self.context)
        if not found:
            return []
        home = committees.home(self.context)
        chosen = self.request.form.get(self.FIELD)
        return [
            {
                "key": key,
                "title": home[key].title if key in home else None,
                "chosen": key == chosen,
            }
            for key in (code, *found)
        ]

    @property
    def key(self):
        """Key of the chosen committee; nothing while it has to be chosen."""
        there = [each["key"] for each in self.there()]
        if not there:
            return self.code
        chosen = self.request.form.get(self.FIELD)
        return chosen if chosen in there else ""

    @property
    def is_unfinished(self):
        """Tell whether the form came back to search, or has to ask which committee of a place."""
        return self.place.only_searched or bool(self.there() and not self.key)


def functions(chosen):
    """Return the functions to choose from.

    :param chosen: the choice so far.
    """
    return [
        {"value": each, "title": FUNCTION_TITLES[each], "chosen": each == chosen}
        for each in committee_rules.FUNCTIONS
    ]


def agencies(context, chosen=""):
    """Return the agencies to choose from.

    :param context: the site.
    :param chosen: the choice so far.
    """
    return [
        {"value": term.value, "title": term.title, "chosen": term.value == chosen}
        for term in terms(context, AGENCIES)
    ]
