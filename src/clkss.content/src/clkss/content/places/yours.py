"""The form in which a reader chooses a place: no account and no script."""

from clkss.content import _
from clkss.content.frame.views import FormView
from clkss.content.search import rules
from clkss.content.territories import choice
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


PATH = "your-place"
NAME = "name"
CODE = "code"
FORGET = "forget"

LONGEST_NAME = 100
MOST_FOUND = 20

NOT_CHOSEN = _("your_place_not_chosen", default="Choose one of the places below.")


def _can_be_chosen(code):
    return table.exists(code) and table.is_current(code) and code != COUNTRY_CODE


class YourPlace(FormView):
    """Shows what is chosen, finds places by name, and lets the browser remember or forget one."""

    template = ViewPageTemplateFile("templates/yours.pt")
    page_title = _("title_your_place", default="Your place")
    page_description = _(
        "description_your_place",
        default="Choose the place that matters to you: what comes from there stands first when "
        "you search.",
    )
    robots = "noindex"
    problem = None

    def __call__(self):
        """Show the form, or do what was chosen in it."""
        if not self.is_post:
            return self.template()
        self.check_token()
        if FORGET in self.request.form:
            choice.forget(self.request)
            message = _("your_place_forgotten", default="Your browser has forgotten your place.")
            return self.redirect_with_message(message, self.address)
        code = self._text(CODE)
        if not _can_be_chosen(code):
            self.problem = NOT_CHOSEN
            self.request.response.setStatus(422)
            return self.template()
        choice.choose(self.request, code)
        message = _(
            "your_place_chosen",
            default="Your place is ${place}. What comes from there stands first when you search.",
            mapping={"place": table.title(code)},
        )
        return self.redirect_with_message(message, self.address)

    @property
    def address(self) -> str:
        """Address of the form."""
        return f"{self.context.absolute_url()}/{PATH}"

    def _text(self, name):
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def current(self) -> str | None:
        """Name the place that is chosen."""
        code = choice.chosen(self.request)
        return table.title(code) if code else None

    @cached_property
    def searched(self) -> str:
        """The name that is looked for."""
        return rules.clean_text(self._text(NAME))[:LONGEST_NAME]

    def offered(self) -> list[dict]:
        """List the places to choose from: those found, the one a link names, else the regions."""
        given = self._text(CODE)
        if self.searched:
            codes = [place.code for place in table.search(self.searched, MOST_FOUND)]
        elif _can_be_chosen(given):
            codes = [given]
        else:
            codes = list(table.children(COUNTRY_CODE))
        marked = given or choice.chosen(self.request)
        return [
            {"code": code, "title": table.title(code), "checked": code == marked}
            for code in codes
            if code != COUNTRY_CODE
        ]
