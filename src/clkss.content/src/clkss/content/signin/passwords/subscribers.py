"""What follows when a password is changed, by whichever way."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.signin import letters
from clkss.content.signin.passwords import policy
from clkss.content.signin.throttle import store
from clkss.content.signin.throttle.checking import name_digest
from zExceptions import BadRequest
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


def keep_good(event):
    """Refuse a bad password where Plone does not ask: REST, and addresses of its tools.

    Code that runs outside of a request may set what it likes: the demo does.

    :param event: the password was set, in the running transaction.
    :raises BadRequest: when a request sets a bad one.
    """
    request = getRequest()
    if request is None or "PUBLISHED" not in request.other or not event.password:
        return
    user = event.principal
    names = policy.names_of_account(getSite(), user.getId()) if user is not None else ()
    problem = policy.problem(event.password, names)
    if problem:
        raise BadRequest(problem)


def tell_owner(event):
    """Lift the wait for an account whose password was changed, note it and tell its owner.

    :param event: the password was changed.
    """
    user = event.principal
    if user is None or getSite() is None:
        return
    digest = name_digest(user.getUserName())
    relational.queue(lambda connection: store.drop(connection, digest))
    audit.record("password.changed", user=user.getId())
    letters.tell(letters.PASSWORD_CHANGED, user.getId())
