"""Counting searches that found nothing."""

from clkss.content.care import keys
from clkss.content.care.searches import counted
from clkss.content.care.searches import store
from clkss.content.care.use import counting
from clkss.content.committees import clearances
from clkss.content.search.events import Searched
from zope.component import adapter


@adapter(Searched)
def count_search_in_vain(event):
    """Count a search of words alone that found nothing.

    Where filters narrow it, the page itself says what could be left out.

    :param event: somebody looked at a page of results.
    """
    query = event.query
    if event.total or not query.text or query.filters or query.start:
        return
    words = counted.normal(query.text)
    if words is None or not counting.is_new(event.request, words, "search"):
        return
    today = clearances.today().isoformat()
    store.gathered.add((keys.digest("search", words), words, today))
