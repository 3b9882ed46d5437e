"""Invented people and content that show how the site works."""


def build(tool):
    """Fill the site with the demo.

    :param tool: ``portal_setup``.
    """
