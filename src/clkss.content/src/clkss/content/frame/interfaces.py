"""What the frame asks of the site's policy."""

from zope.interface import Attribute
from zope.interface import Interface


class ILook(Interface):
    """How the site looks and what its menu offers; a global utility of the policy."""

    stylesheet = Attribute("Address of the stylesheet below the site, with its content hash")
    script = Attribute("Address of the one small script below the site, with its content hash")
    icon = Attribute("Address of the icon below the site")
    mark = Attribute("SVG markup of the site's mark")

    def static(path):
        """Return the address below the site of a file of the theme.

        :param path: path inside the theme's ``static`` folder.
        :returns: the address with the hash of the file's content.
        """

    def title(item):
        """Give what a fixed place of the site is called, to be translated.

        :param item: content of the site.
        :returns: a message; None for other content, and where somebody gave it another name.
        """

    def search(site, request):
        """Return the address below the site that answers a search.

        :param site: the site.
        :param request: the request.
        """

    def suggestions(site, request):
        """Give the attributes of a search field that suggests while somebody types.

        :param site: the site.
        :param request: the request.
        :returns: values by names of attributes; empty where nothing can suggest.
        """

    def menu(site, request, member):
        """Return what the menu offers to whoever asks.

        :param site: the site.
        :param request: the request.
        :param member: the signed-in member, or None for a visitor.
        :returns: list of mappings with ``name``, ``title`` and ``url``.
        """

    def footer(site, request):
        """Return the links at the foot of the page.

        :param site: the site.
        :param request: the request.
        :returns: list of mappings with ``name``, ``title`` and ``url``.
        """


class IBanner(Interface):
    """A line at the head of every page for members; a named adapter of site and request.

    Asked on every page: it has to be cheap, and must not fail.
    """

    text = Attribute("What is said, a message; None when nothing is to be said.")
    url = Attribute("Where it leads.")
