"""The link in a mail that files "nothing to report" without signing in."""

from clkss.content.committees import clearances
from clkss.content.frame.keys import keys
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.content import FILING

import time


VIEW = "nothing-to-report"


def nil_url(site_url, period, committee, user_id):
    """Give the address that files for one person.

    :param site_url: address of the site.
    :param period: id of the period.
    :param committee: key of the committee.
    :param user_id: the account.
    """
    parts = (period, committee, user_id)
    token = rules.nil_token(keys()[0], parts, time.time() + rules.LINK_HOLDS)
    return f"{site_url}/{VIEW}/{period}/{committee}/{token}"


def holder(period, committee, token):
    """Give the account that a link was made for; None unless it still files for the committee.

    The address names nobody: those who serve there now are tried.

    :param period: id of the period.
    :param committee: key of the committee.
    :param token: what came with the address.
    """
    now = time.time()
    accepted = keys()
    found = [
        each.user_id
        for each in clearances.people(committee)
        if each.function in FILING
        and rules.holds_nil_token(accepted, (period, committee, each.user_id), token, now)
    ]
    return found[0] if found else None
