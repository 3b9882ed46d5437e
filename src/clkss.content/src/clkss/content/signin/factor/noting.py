"""What is noted and told when somebody showed the second factor."""

from clkss.content import audit
from clkss.content.signin import letters
from clkss.content.signin.factor import store


def note(site, user_id, kind):
    """Note that somebody showed the second factor; its owner is told of a recovery code.

    :param site: the site.
    :param user_id: the account.
    :param kind: what was shown: :data:`~clkss.content.signin.factor.store.TELEPHONE` or
        :data:`~clkss.content.signin.factor.store.RECOVERY`.
    """
    audit.record("signin.confirmed", user=user_id, by=kind)
    if kind == store.RECOVERY:
        left = len(store.find(site, user_id).codes)
        letters.tell(letters.RECOVERY_USED, user_id, left=left)
