"""How those who write are called, and whom one may mention."""

from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees.rules import may_see_people
from clkss.content.community.discussion import access
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import words
from clkss.content.people import addresses


MOST_OFFERED = 8
SHORTEST = 2
MOST_PARTICIPANTS = 200
"""Of so many latest posts the authors can be mentioned by everybody who reads them."""


class Names:
    """Names of authors, each looked up once; visitors read none.

    :param site: the site.
    """

    def __init__(self, site):
        self.site = site
        self.known = {}
        self.is_visitor = access.user_id() is None

    def of(self, member):
        """Say how an author is called.

        :param member: user id; empty for whoever left.
        """
        if self.is_visitor:
            return words.SOMEBODY
        if member not in self.known:
            user = self.site.acl_users.getUserById(member) if member else None
            name = words.FORMER if user is None else user.getProperty("fullname", "") or member
            self.known[member] = name
        return self.known[member]


def profiles_of(site, members):
    """Give the addresses of the profiles that who asks may see: people who serve see each other.

    :param site: the site.
    :param members: user ids.
    :returns: a mapping of user ids to addresses; those without a page are left out.
    """
    return addresses.of(site, access.user_id(), members)


def knows_people():
    """Say whether who asks may see who serves on committees."""
    member = access.user_id()
    return member is not None and may_see_people(clearances.groups(member))


def resolve(site, conversation, handles):
    """Find for whom handles stand: who writes here, and for who may see people, who serves.

    A handle that stands for two stands for nobody.

    :param site: the site.
    :param conversation: where they were written.
    :param handles: as they were written.
    :returns: pairs of handle and user id.
    """
    if not handles:
        return ()
    by_handle = {}
    for member in _recent(conversation):
        by_handle.setdefault(rules.handle(directory.full_name(site, member)), set()).add(member)
    if knows_people():
        for wanted in handles:
            if wanted not in by_handle:
                by_handle[wanted] = set(_serving(site, wanted))
    return tuple(
        (each, next(iter(by_handle[each]))) for each in handles if len(by_handle.get(each, ())) == 1
    )


def _recent(conversation):
    found = {}
    for count, number in enumerate(conversation.latest()):
        if count >= MOST_PARTICIPANTS:
            break
        post = conversation[number]
        if post.state == rules.PUBLISHED and post.author_username:
            found[post.author_username] = None
    return list(found)


def _serving(site, wanted):
    longest = max(wanted.split("."), key=len, default="")
    if len(longest) < directory.SHORTEST_NAME:
        return
    for found in site.acl_users.searchUsers(fullname=longest):
        member = found["userid"]
        name = directory.full_name(site, member)
        if rules.handle(name) == wanted and clearances.clearances(member, site=site):
            yield member


def offered(site, conversation, begun):
    """List whom one may mean who begins to type a mention.

    :param site: the site.
    :param conversation: where it is typed.
    :param begun: what stands after the ``@``.
    :returns: mappings with ``handle`` and ``name``.
    """
    begun = rules.handle(begun)
    if len(begun) < SHORTEST or access.user_id() is None:
        return []
    members = dict.fromkeys(_recent(conversation))
    if knows_people():
        words = [word for word in begun.split(".") if len(word) >= directory.SHORTEST_NAME]
        for each in directory.by_name(site, words[-1]) if words else ():
            members[each] = None
    found = {}
    for member in members:
        name = directory.full_name(site, member)
        if begun in rules.handle(name) and member != access.user_id():
            found[rules.handle(name)] = name
    return [
        {"handle": each, "name": name}
        for each, name in sorted(found.items(), key=lambda pair: pair[1].casefold())
    ][:MOST_OFFERED]


def may_see(site, member, thing):
    """Say whether somebody else may see a thing.

    :param site: the site.
    :param member: user id.
    :param thing: the thing.
    """
    user = site.acl_users.getUserById(member)
    return user is not None and bool(user.has_permission(access.READ, thing))
