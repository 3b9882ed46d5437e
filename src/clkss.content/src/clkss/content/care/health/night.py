"""The nightly job of the health page: which items may be the same, which files are unread."""

from clkss.content import relational
from clkss.content.care.health import store
from clkss.content.care.health.published import Published
from clkss.content.care.marks import rules
from clkss.content.care.marks import store as marks
from clkss.content.texts import kept
from clkss.content.texts import survey
from clkss.content.texts.rules import State
from itertools import combinations
from itertools import islice


MOST_PAIRS = 1_000

MOST_UNREAD = 1_000

TITLE = "title"
"""Two items have nearly the same title."""

MOST_ALIKE = 10
"""Items that share a key beyond which the key says nothing."""

AT_ONCE = 500
"""Objects after which memory is given back."""


def look(site, job):
    """Find items that may be the same, and files whose text could not be read.

    :param site: the Plone site.
    :param job: the job.
    """
    pairs = suspects(Published(site))
    unread = list(islice(_unread(site), MOST_UNREAD))
    relational.queue(lambda connection: store.keep_pairs(connection, pairs))
    relational.queue(lambda connection: store.keep_unread(connection, unread))


def suspects(published):
    """Find published items that may be the same.

    :param published: :class:`clkss.content.care.health.published.Published`.
    :returns: pairs, those with a better reason first.
    """
    found = {}
    for mark, items in marks.shared().items():
        why = rules.reason_of(mark)
        for one, other in combinations(sorted(published.among(items)), 2):
            found.setdefault((one, other), why)
    for items in _alike(published).values():
        if len(items) <= MOST_ALIKE:
            for one, other in combinations(sorted(items), 2):
                found.setdefault((one, other), TITLE)
        if len(found) >= MOST_PAIRS:
            break
    return [store.Pair(*pair, why) for pair, why in list(found.items())[:MOST_PAIRS]]


def _alike(published):
    """Group items of a type whose titles share a key; of the many keys most are one title's."""
    first, groups = {}, {}
    for uid, title, portal_type in published.titles():
        for key in rules.title_keys(title):
            number = hash((portal_type, key))
            before = first.setdefault(number, uid)
            if before != uid:
                groups.setdefault(number, {before}).add(uid)
    return groups


def _unread(site):
    for number, file in enumerate(survey.files(site)):
        if not (number + 1) % AT_ONCE:
            site._p_jar.cacheMinimize()
        state, note = kept.state_of(file)
        if state not in (State.REFUSED, State.EMPTY):
            continue
        yield {
            "file": file.UID(),
            "item": kept.holder_of(file).UID(),
            "title": file.title or file.getId(),
            "note": str(note or state),
        }
