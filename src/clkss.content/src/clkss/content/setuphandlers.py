"""What the profile cannot say in XML."""


def before(tool):
    """Run before the profile's steps.

    :param tool: ``portal_setup``.
    """


def after(tool):
    """Run after the profile's steps.

    :param tool: ``portal_setup``.
    """
