"""What discussion knows of a person, for that person."""

from clkss.content import _
from clkss.content.community.discussion import banning
from clkss.content.community.discussion import notes
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import telling
from clkss.content.people.data import day_and_hour
from clkss.content.people.data import Kept
from clkss.content.people.data import MOST
from clkss.content.people.interfaces import IPersonalData
from plone.app.discussion.interfaces import IConversation
from zope.interface import implementer


@implementer(IPersonalData)
class Posts(Kept):
    """What the person wrote in discussions: it stays, without the name."""

    order = 75
    title = _("people_data_posts", default="What you wrote in discussions")

    def known(self, site, person):
        """Return address, time and words of each post, the latest first."""
        found = []
        things = {}
        for uid, number in sorted(store.things_of(person), key=lambda row: -row[1])[:MOST]:
            if uid not in things:
                things[uid] = telling.thing_by(site, uid)
            post = things[uid] is not None and IConversation(things[uid]).get(number)
            if post:
                found.append(
                    {
                        "address": f"{things[uid].absolute_url()}#post-{number}",
                        "at": day_and_hour(rules.moment_of(number)),
                        "text": post.text,
                        "earlier": [text for _at, text in post.earlier],
                    }
                )
        return found


@implementer(IPersonalData)
class Watching(Kept):
    """What the person watches and was told, and a ban."""

    order = 76
    title = _("people_data_watching", default="What you watch, and notices to you")

    def known(self, site, person):
        """Return how the person is told, what is watched, what was told."""
        found = [{"by mail": notes.settings_of(person).rhythm}]
        found += [
            {"thing": row.thing, "watching": row.how, "read up to": day_and_hour_of(row.seen)}
            for row in store.all_marks_of(person)
        ]
        found += [
            {"notice of": row.thing, "kind": row.kind, "at": day_and_hour(row.at)}
            for row in notes.latest(person)
        ]
        ban = banning.of(person)
        if ban is not None:
            found.append({"banned until": ban.until.isoformat(), "because": ban.reason})
        return found if len(found) > 1 else []


def day_and_hour_of(number):
    """Say when a post was written.

    :param number: its id; 0 for none.
    """
    return day_and_hour(rules.moment_of(number)) if number else None
