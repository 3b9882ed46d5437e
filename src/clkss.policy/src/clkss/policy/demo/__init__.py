"""The demo: invented people, and content that shows how the site works.

All that :mod:`.building` makes is marked as invented. A production site refuses to start while
:func:`present` says that demo people can sign in.
"""

from clkss.policy.demo import people
from clkss.policy.pages.interfaces import IDemonstration
from zope.interface import alsoProvides


__all__ = ("build", "mark", "people", "present")


def build(tool):
    """Build what is missing of the demo; what is there stays as it is.

    :param tool: ``portal_setup``.
    """
    # Imported here: others need only the table of people.
    from clkss.policy.demo import asked
    from clkss.policy.demo import boards
    from clkss.policy.demo import building
    from clkss.policy.demo import joining
    from clkss.policy.demo import meetings
    from clkss.policy.demo import reports
    from clkss.policy.demo import rooms

    site = tool.aq_parent
    mark(site)
    building.build_people(site)
    building.build_committees(site)
    joining.build(site)
    building.build_examples(site)
    building.build_sheets(site)
    boards.build(site)
    building.build_newsletters(site)
    building.build_advisories(site)
    reports.build(site)
    rooms.build(site)
    meetings.build(site)
    asked.build(site)


def mark(site):
    """Mark a site that holds the demo, so that it says where its content is from.

    :param site: the Plone site.
    """
    if not IDemonstration.providedBy(site):
        alsoProvides(site, IDemonstration)


def present(site):
    """Say whether demo people can sign in to a site.

    :param site: the Plone site.
    """
    return any(_is_demo(site, someone) for someone in people.PEOPLE)


def _is_demo(site, someone):
    if someone.id not in site.acl_users.source_users.listUserIds():
        return False
    member = site.portal_membership.getMemberById(someone.id)
    return member is not None and member.getProperty("email") == someone.email
