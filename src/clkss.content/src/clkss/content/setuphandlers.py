"""What the profile cannot say in XML."""

from clkss.content.committees.setup import install as install_committees
from clkss.content.conflicts.setup import install as install_conflicts
from clkss.content.frame.setup import install as install_frame
from clkss.content.relational.setup import install as install_relational
from clkss.content.sheets.setup import install as install_sheets
from clkss.content.signin.setup import install as install_signin


def before(tool):
    """Run before the profile's steps.

    :param tool: ``portal_setup``.
    """


def after(tool):
    """Run after the profile's steps.

    :param tool: ``portal_setup``.
    """
    site = tool.aq_parent
    install_relational(site)
    install_conflicts(site)
    install_frame(site)
    install_committees(site)
    install_signin(site)
    install_sheets(site)
