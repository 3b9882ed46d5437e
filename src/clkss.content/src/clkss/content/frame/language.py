"""Which language the frame speaks: the reader's choice, then the browser's, then the site's."""

from clkss.content.frame.rules import accepted_languages
from functools import lru_cache
from plone.i18n.interfaces import ILanguageSchema
from plone.i18n.interfaces import INegotiateLanguage
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


COOKIE = "I18N_LANGUAGE"
PARAMETER = "set_language"
ALIASES = {"fil": "tl"}
A_YEAR = 365 * 24 * 60 * 60


def translated(message, language: str) -> str:
    """Give a message in a language; what holds no values is translated once for all.

    :param message: a message id, or a text.
    :param language: a code that Plone knows.
    """
    if not isinstance(message, Message) or message.mapping:
        return translate(message, target_language=language)
    return _translated(message, message.domain, message.default, language)


@lru_cache(maxsize=4096)
def _translated(message, domain, default, language):
    """Translate; two messages are equal when only their ids are."""
    return translate(message, target_language=language)


@implementer(INegotiateLanguage)
class Negotiation:
    """Negotiates between English and Filipino.

    Browsers say ``fil``, Plone knows ``tl``. The choice is kept in a cookie, also a
    visitor's: it changes no content, so a link is enough to make it.

    :param site: the site.
    :param request: the request that asks.
    """

    def __init__(self, site, request):
        registry = getUtility(IRegistry)
        settings = registry.forInterface(ILanguageSchema, prefix="plone", check=False)
        self.default_language = settings.default_language
        spoken = settings.available_languages
        chosen = self._chosen(request, spoken)
        kept = self._spoken(request.cookies.get(COOKIE), spoken)
        accepted = accepted_languages(request.get("HTTP_ACCEPT_LANGUAGE", ""), spoken, ALIASES)
        found = [code for code in (chosen, kept, *accepted, self.default_language) if code]
        self.language = found[0]
        self.language_list = list(dict.fromkeys(found))[1:]

    def _chosen(self, request, spoken):
        code = self._spoken(request.form.get(PARAMETER), spoken)
        if code is not None and code != request.cookies.get(COOKIE):
            request.response.setCookie(
                COOKIE,
                code,
                path="/",
                max_age=A_YEAR,
                same_site="Lax",
                http_only=True,
                secure=request.get("SERVER_URL", "").startswith("https:"),
            )
        return code

    @staticmethod
    def _spoken(code, spoken):
        if not isinstance(code, str):
            return None
        code = ALIASES.get(code, code)
        return code if code in spoken else None
