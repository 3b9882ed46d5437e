"""The demo: invented people, and content that shows how the site works.

All that :mod:`.building` makes is marked as invented. A production site refuses to start while
:func:`present` says that demo people can sign in.
"""

from clkss.policy.demo import people


__all__ = ("build", "people", "present")


def build(tool):
    """Build what is missing of the demo; what is there stays as it is.

    :param tool: ``portal_setup``.
    """
    # Imported here: others need only the table of people.
    from clkss.policy.demo import building

    site = tool.aq_parent
    building.build_people(site)
    building.build_committees(site)
    building.build_examples(site)
    building.build_sheets(site)


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
