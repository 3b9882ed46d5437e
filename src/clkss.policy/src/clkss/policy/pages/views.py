"""The pages."""

from clkss.policy import _
from importlib import resources
from Products.Five.browser import BrowserView

import functools


LANGUAGES = ("en", "tl")


@functools.cache
def _text(language):
    path = resources.files("clkss.policy.demo") / f"about-data.{language}.html"
    return path.read_text(encoding="utf-8")


class AboutData(BrowserView):
    """Says of the demo's content where it is from and how to read it."""

    page_title = _("title_about_data", default="About the data")
    page_description = _(
        "description_about_data",
        default="Where what stands here comes from, how figures are to be read, and what to do "
        "when something is wrong.",
    )

    def text(self) -> str:
        """Give the text in the reader's language; it is ours, so its markup is too."""
        language = self.request.get("LANGUAGE")
        return _text(language if language in LANGUAGES else LANGUAGES[0])


class Privacy(BrowserView):
    """Says what the site keeps of its readers; content called ``privacy`` takes its place."""

    page_title = _("title_privacy", default="Privacy")
    page_description = _(
        "description_privacy",
        default="What this site keeps of you when you read, and what your browser keeps.",
    )
