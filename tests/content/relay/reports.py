"""How people of Bohol file reports, in tests."""

from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from urllib.parse import urlencode

import transaction


SECRET = "Nine children on the boats of Panglao"

ABOVE = {
    *("municipal.secretary", "provincial.secretary", "provincial.monitor"),
    *("regional.secretary", "regional.monitor", "national.secretary", "national.monitor"),
    *("other.national.secretary", "other.national.monitor"),
}

ABOVE_SECRETARIES = {each for each in ABOVE if each.endswith("secretary")}


def write(site, period, person="barangay.secretary", key=DANAO.barangay, figure="9"):
    with acting_as(site, person):
        report = acting.write(period, key, [figure, "yes", SECRET])
        acting.act(report, rules.SUBMIT)
    transaction.commit()
    return report


def step(site, report, person, name, reason=""):
    with acting_as(site, person):
        acting.act(report, name, reason)
    transaction.commit()


def post(browser, url, **fields):
    """Post a form of ours with the token of whoever looks at the page."""
    browser.open(url)
    token = browser.contents.partition('name="clkss_token" value="')[2].partition('"')[0]
    parts = {"clkss_token": token, **fields}
    browser.post(url.partition("?")[0], urlencode(parts))
