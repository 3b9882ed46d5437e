"""Counting downloads, and forgetting items that are gone."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content import relational
from clkss.content.care.use import counting
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.interfaces import IClkssLayer
from clkss.content.review.content import IReviewed
from clkss.content.review.states import state_of
from clkss.content.review.views import is_concerned
from clkss.content.review.workflow import PUBLISHED
from plone.app.contenttypes.interfaces import IFile
from plone.namedfile.browser import Download
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit


@adapter(IPubBeforeCommit)
def count_download(event):
    """Count that a file of a published item was downloaded.

    :param event: the answer is ready.
    """
    request = event.request
    view = request.get("PUBLISHED")
    view = getattr(view, "__self__", view)
    if not isinstance(view, Download) or not IClkssLayer.providedBy(request):
        return
    file = aq_inner(view.context)
    item = aq_parent(file)
    if not IFile.providedBy(file) or not IReviewed.providedBy(item):
        return
    if state_of(item) != PUBLISHED or is_concerned(item):
        return
    if rules.is_whole(request.response.getStatus(), request.getHeader("Range") or ""):
        counting.count(request, item.UID(), rules.TAKEN)


def drop_uses(item, event):
    """Drop the counts of an item that is deleted.

    :param item: the item.
    :param event: it was removed.
    """
    uid = IUUID(item, None)
    if uid:
        relational.queue(lambda connection: store.drop(connection, uid))
