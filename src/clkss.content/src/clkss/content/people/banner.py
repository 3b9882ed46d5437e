"""The line at the head of every page that asks for the consent that is missing."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content import _
from clkss.content import relational
from clkss.content.frame.interfaces import IBanner
from clkss.content.interfaces import IClkssLayer
from clkss.content.people import consent
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

PATH = "people/me/notice"

MEMO = "_v_clkss_agreed"
MOST_REMEMBERED = 2_000


@adapter(IPloneSiteRoot, IClkssLayer)
@implementer(IBanner)
class NoticeDue:
    """Asks whoever has not agreed to the privacy notice that holds now; reading goes on.

    :param site: the site.
    :param request: the request.
    """

    def __init__(self, site, request):
        self.site = site
        self.request = request
        self.url = f"{site.absolute_url()}/{PATH}"

    @property
    def text(self):
        """What is said; nothing where nothing is missing."""
        user = getSecurityManager().getUser()
        person = user.getId()
        if person is None or not _is_of(user, self.site) or self._is_here:
            return None
        version = consent.version()
        memo = _memo(self.site)
        if memo.get(person, 0) >= version:
            return None
        try:
            agreed = consent.agreed(person)
        except relational.StoreError:
            logger.warning("it is not known who agreed to the privacy notice", exc_info=True)
            return None
        if agreed is not None and agreed >= version:
            memo[person] = agreed
            return None
        if agreed is None:
            return _(
                "people_notice_first",
                default="Please read the privacy notice of this site and say whether you agree.",
            )
        return _(
            "people_notice_new",
            default="The privacy notice has changed: read it and say whether you agree.",
        )

    @property
    def _is_here(self):
        return self.request.get("ACTUAL_URL", "").endswith(f"/{PATH}")


def _is_of(user, site):
    """Tell whether an account is kept by the site, not by the server."""
    return aq_base(aq_parent(aq_parent(aq_inner(user)))) is aq_base(site)


def _memo(site):
    """Return who agreed, as far as this connection to the database has seen it.

    Who agreed to a version has agreed for good, so that nothing has to be forgotten.
    """
    bare = aq_base(site)
    memo = getattr(bare, MEMO, None)
    if memo is None or len(memo) > MOST_REMEMBERED:
        memo = {}
        setattr(bare, MEMO, memo)
    return memo
