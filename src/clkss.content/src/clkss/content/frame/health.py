"""Whether the site can answer: for load balancers."""

from clkss.content import relational
from Products.Five.browser import BrowserView
from sqlalchemy import text

import logging


logger = logging.getLogger(__name__)


class Health(BrowserView):
    """200 only when the object store and the relational store answer."""

    def __call__(self):
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Cache-Control", "no-store")
        problems = [name for name, check in CHECKS if not self._passes(name, check)]
        if problems:
            response.setStatus(503)
            return "".join(f"{name}: no answer\n" for name in problems)
        return "".join(f"{name}: ok\n" for name, check in CHECKS)

    def _passes(self, name, check):
        try:
            check(self.context)
        except Exception:
            logger.exception("The %s does not answer", name)
            return False
        return True


def _objects(site):
    # The history is asked of the server; the object itself may come from a cache.
    site._p_jar._storage.history(site._p_oid, size=1)


def _rows(site):
    for kind in ("facts", "audit"):
        with relational.read(kind) as connection:
            connection.execute(text("SELECT 1")).scalar_one()


CHECKS = (("storage", _objects), ("database", _rows))
