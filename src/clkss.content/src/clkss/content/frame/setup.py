"""What the frame sets in a site."""

from clkss.content.frame import session


def install(site):
    """Set how long one stays signed in.

    :param site: the site.
    """
    session.configure(site)
