"""What the profile cannot say in XML."""

from clkss.content.committees.setup import install as install_committees


def before(tool):
    """Run before the profile's steps.

    :param tool: ``portal_setup``.
    """


def after(tool):
    """Run after the profile's steps.

    :param tool: ``portal_setup``.
    """
    site = tool.aq_parent
    install_committees(site)
