"""Files of the theme carry the hash of their content in the address: keep them for ever."""

from clkss.policy.theme.look import PREFIX
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit


A_YEAR = 365 * 24 * 60 * 60


@adapter(IPubBeforeCommit)
def keep_for_ever(event):
    """Let browsers and proxies keep a file of the theme that was asked for by its hash."""
    request = event.request
    if f"/{PREFIX}/" not in request.get("PATH_INFO", "") or "v" not in request.form:
        return
    response = request.response
    if response.getStatus() == 200:
        response.setHeader("Cache-Control", f"public, max-age={A_YEAR}, immutable")
