"""What the page around the content shows: head, menu, messages, way back."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content import _
from clkss.content.frame import tokens
from clkss.content.frame.drawing import html
from clkss.content.frame.interfaces import IBanner
from clkss.content.frame.interfaces import ILook
from clkss.content.frame.language import translated
from markupsafe import Markup
from plone.base.interfaces import IPloneSiteRoot
from plone.i18n.interfaces import ILanguageSchema
from plone.memoize.instance import memoize
from plone.registry.interfaces import IRegistry
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zope.component import getAdapters
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18n import translate


TOOLBAR = "Show Toolbar"

LANGUAGE_NAMES = {"en": "English", "tl": "Filipino"}

MESSAGES = {
    "info": ("alert-info", "status", _("message_info", default="Note")),
    "warning": ("alert-warning", "status", _("message_warning", default="Warning")),
    "error": ("alert-danger", "alert", _("message_error", default="Error")),
}


ENTRY = '<li><a href="%s"%s>%s</a></li>'
CURRENT = ' aria-current="page"'


class Frame(BrowserView):
    """The page around a view.

    The view may say ``page_title``, ``page_description``, ``page_image``, ``page_type``,
    ``canonical_url``, ``breadcrumbs``, ``body_class``, ``below_content`` and ``robots``; what it
    does not say is taken from the content it is a view of.
    """

    view = None

    def of(self, view):
        """Take up the view that the page is made for.

        :param view: the view in the page.
        :returns: the frame itself.
        """
        self.view = view
        return self

    def _said(self, name):
        if not self._is_ours:
            return None
        value = getattr(self.view, name, None)
        return value() if callable(value) else value

    @property
    @memoize
    def _is_ours(self):
        return any(base.__module__.startswith("clkss.") for base in type(self.view).__mro__)

    @property
    @memoize
    def site(self):
        """The site, seen from the request."""
        return getSite()

    @property
    @memoize
    def site_url(self):
        """Address of the site."""
        return self.site.absolute_url()

    @property
    @memoize
    def site_title(self):
        """Name of the site."""
        registry = getUtility(IRegistry)
        return registry.get("plone.site_title") or self.site.Title()

    @property
    @memoize
    def look(self):
        """The look of the site, None without a policy."""
        return queryUtility(ILook)

    @property
    @memoize
    def member(self):
        """The signed-in member, None for a visitor."""
        state = getMultiAdapter((self.context, self.request), name="plone_portal_state")
        return None if state.anonymous() else state.member()

    @property
    def member_name(self):
        """How the signed-in member is called."""
        return self.member.getProperty("fullname") or self.member.getUserName()

    def token_field(self):
        """Return the hidden input for the small forms of the frame itself."""
        return Markup('<input type="hidden" name="{}" value="{}" />').format(
            tokens.FIELD, tokens.make(self.request)
        )

    @property
    @memoize
    def is_editor(self):
        """Tell whether the page needs Plone's toolbar and scripts.

        Visitors never get them; a member gets them in the forms that Plone itself brings, and
        everywhere who may see the toolbar (rolemap.xml).
        """
        if self.member is None:
            return False
        if not self._is_ours and not self.is_default_view:
            return True
        return bool(getSecurityManager().checkPermission(TOOLBAR, self.context))

    @property
    @memoize
    def is_at_site(self):
        """Tell whether the page is about the site itself."""
        return IPloneSiteRoot.providedBy(self.context)

    @property
    @memoize
    def is_default_view(self):
        """Tell whether the page is the content's own page."""
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        return state.is_view_template()

    @property
    @memoize
    def page_title(self):
        """Title of the page without the site's name, empty on the front page."""
        said = self._said("page_title") or getattr(self.view, "label", None)
        if isinstance(said, str) and said:
            return translate(said, context=self.request)
        if self.is_at_site:
            return ""
        return self._title_of(self.context)

    def _title_of(self, item):
        """Name content, the fixed places of the site in the reader's language."""
        message = None if self.look is None else self.look.title(item)
        if message is not None:
            return translate(message, context=self.request)
        title = getattr(aq_base(item), "title", "")
        return title if isinstance(title, str) else ""

    @property
    def head_title(self):
        """What the window is called."""
        if not self.page_title:
            return self.site_title
        return f"{self.page_title} – {self.site_title}"

    @property
    def page_description(self):
        """One or two sentences for search engines and shared links."""
        said = self._said("page_description")
        if said is not None:
            return translate(said, context=self.request)
        if not (self.is_at_site or self.is_default_view):
            return ""
        description = getattr(aq_base(self.context), "description", "")
        return description if isinstance(description, str) else ""

    @property
    @memoize
    def canonical_url(self):
        """The one address of the page: without query, the same from every mount."""
        said = self._said("canonical_url")
        if said:
            return said
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        if self.is_default_view:
            return state.canonical_object_url()
        return state.current_base_url().rstrip("/")

    @property
    def page_image(self):
        """Address of a picture for shared links, or None."""
        return self._said("page_image")

    @property
    def page_type(self):
        """What the page is for those who show shared links."""
        return self._said("page_type") or ("website" if self.is_at_site else "article")

    @property
    def body_class(self):
        """A class of the view's own on the body, or None."""
        return self._said("body_class")

    @property
    def shows_below_content(self):
        """Tell whether what others hang below the content is shown: comments above all.

        Where the view is ours, it says ``below_content = True``.
        """
        return self.is_editor or not self._is_ours or bool(self._said("below_content"))

    @property
    def robots(self):
        """What search engines are asked, or None."""
        return self._said("robots")

    @property
    @memoize
    def language(self):
        """Language of the page, as browsers know it."""
        language = self.request.get("LANGUAGE") or "en"
        return "fil" if language == "tl" else language

    def languages(self):
        """Return the languages to choose from, each with the address that chooses it."""
        registry = getUtility(IRegistry)
        settings = registry.forInterface(ILanguageSchema, prefix="plone", check=False)
        current = self.request.get("LANGUAGE") or settings.default_language
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        url = state.current_base_url()
        kept = self._query_without_language()
        return [
            {
                "code": "fil" if code == "tl" else code,
                "title": LANGUAGE_NAMES.get(code, code),
                "url": f"{url}?{urlencode([*kept, ('set_language', code)], errors='replace')}",
                "current": code == current,
            }
            for code in settings.available_languages
        ]

    def _query_without_language(self):
        if self.request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return []
        pairs = []
        for name, value in self.request.form.items():
            if name in ("set_language", "-C"):
                continue
            values = value if isinstance(value, list | tuple) else [value]
            pairs.extend((name, each) for each in values if isinstance(each, str))
        return pairs

    def messages(self):
        """Return the messages that wait for whoever asks."""
        found = []
        for message in IStatusMessage(self.request).show():
            style, role, label = MESSAGES.get(message.type, MESSAGES["info"])
            found.append({"text": message.message, "style": style, "role": role, "label": label})
        return found

    def banners(self):
        """Return the lines that whoever is signed in reads on every page."""
        if self.member is None:
            return []
        found = sorted(getAdapters((self.site, self.request), IBanner))
        said = [{"text": banner.text, "url": banner.url} for _name, banner in found]
        return [each for each in said if each["text"]]

    def breadcrumbs(self):
        """Return the way back to the front page, nearest last; empty where it says nothing.

        A folder that the reader may not see is left out.
        """
        said = self._said("breadcrumbs")
        if said is not None:
            return said
        if self.is_at_site:
            return []
        check = getSecurityManager().checkPermission
        crumbs = []
        item = aq_inner(self.context)
        if not self._said("page_title") or self.is_default_view:
            item = aq_parent(item)
        while item is not None and not IPloneSiteRoot.providedBy(item):
            title = self._title_of(item)
            if title and check("View", item):
                crumbs.append({"title": title, "url": item.absolute_url()})
            item = aq_parent(item)
        return crumbs[::-1]

    def menu(self):
        """Return what the menu offers, the entry of this page marked."""
        if self.look is None:
            return []
        here = self.request.get("ACTUAL_URL", "").rstrip("/") + "/"
        entries = self.look.menu(self.site, self.request, self.member)
        return [{**entry, "here": here.startswith(entry["url"] + "/")} for entry in entries]

    def drawn_menu(self):
        """Draw the entries of the menu; empty when there are none."""
        return "".join(
            ENTRY % (html(entry["url"]), CURRENT if entry["here"] else "", self._html(entry))
            for entry in self.menu()
        )

    def drawn_footer(self):
        """Draw the links at the foot of the page; empty when there are none."""
        return "".join(
            ENTRY % (html(entry["url"]), "", self._html(entry)) for entry in self.footer()
        )

    def _html(self, entry):
        return html(translated(entry["title"], self.request.get("LANGUAGE") or "en"))

    def footer(self):
        """Return the links at the foot of the page."""
        return [] if self.look is None else self.look.footer(self.site, self.request)

    @property
    @memoize
    def search_url(self):
        """Address that answers a search."""
        return f"{self.site_url}/{self.look.search(self.site, self.request)}"

    @property
    @memoize
    def suggestions(self):
        """Attributes of a search field that leads on while one types."""
        return {} if self.look is None else self.look.suggestions(self.site, self.request)

    def searched(self):
        """Return what was searched for, to be shown in the search field."""
        value = self.request.form.get("SearchableText", "")
        return value if isinstance(value, str) else ""

    def static(self, path):
        """Return the address of a file of the theme, good for ever.

        :param path: path inside the theme's ``static`` folder, e.g. ``js/combobox.js``.
        """
        return f"{self.site_url}/{self.look.static(path)}"
