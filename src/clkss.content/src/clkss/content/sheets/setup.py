"""What has to be in a site for sheets to be read."""

from clkss.content.sheets import register


def install(site):
    """Make the register of batches; leave what is there.

    :param site: the Plone site.
    """
    register.install(site)
