"""Opens Zope and the site for a command."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from clkss.policy.command import configuring
from clkss.policy.command import storing
from clkss.policy.command.failure import CommandFailed
from contextlib import contextmanager
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import transaction


_started = False


def start():
    """Start Zope in this process, once."""
    global _started
    if _started:
        return
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(str(configuring.write() / "zope.conf"))
    import Zope2

    Zope2.app()._p_jar.close()
    _started = True


@contextmanager
def application():
    """Open Zope's root with a request, as the system user.

    :returns: a context manager that gives the root; ends the transaction without
        committing what was not committed.
    """
    configuring.write()
    with storing.storage():
        start()
        import Zope2

        app = makerequest(Zope2.app(), environ={"SERVER_NAME": "localhost", "SERVER_PORT": "80"})
        setRequest(app.REQUEST)
        newSecurityManager(None, system.__of__(app.acl_users))
        try:
            yield app
        finally:
            transaction.abort()
            setSite(None)
            clearRequest()
            noSecurityManager()
            app.REQUEST.close()
            app._p_jar.close()


@contextmanager
def site(args):
    """Open the site that the command is about.

    :param args: the parsed arguments; ``args.site`` is the path below the root.
    :returns: a context manager that gives the site.
    :raises CommandFailed: when there is no such site.
    """
    with application() as app:
        found = app.unrestrictedTraverse(args.site.strip("/"), None)
        if found is None:
            raise CommandFailed(
                f"there is no site {args.site!r}; make it with `bin/clkss create-site`"
            )
        setSite(found)
        yield found
