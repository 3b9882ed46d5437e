"""A buildout recipe that makes up a password nobody knows.

``plone.recipe.zope2instance`` insists on a first user, and buildout writes that
user in clear into ``.installed.cfg``. So it gets a throw-away one; the account that
opens the door is made by ``bin/clkss`` at first start.
"""

import secrets


class RandomPassword:
    """Offer ``${<part>:password}``, another one on each run.

    :param buildout: the whole configuration.
    :param name: name of the part.
    :param options: options of the part; gains ``password``.
    """

    def __init__(self, buildout, name, options):
        options["password"] = secrets.token_urlsafe(24)

    def install(self):
        """Install nothing."""
        return ()

    update = install
