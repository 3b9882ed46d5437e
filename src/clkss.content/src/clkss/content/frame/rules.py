"""Decisions of the frame: who may send a form, what the site signed. Standard library only."""

from enum import Enum
from hashlib import sha256
from urllib.parse import urlsplit

import hmac
import secrets


PURPOSE = "clkss form 1"
LIFETIME = 24 * 60 * 60
CLOCK_SKEW = 5 * 60

LONGEST_SIGNATURE = 64
BROWSER_LENGTH = 32


class Verdict(Enum):
    """What a token is worth."""

    GOOD = "good"
    OLD = "old"
    WRONG = "wrong"


def signature(secret, *parts, length=LONGEST_SIGNATURE):
    """Sign some texts.

    :param secret: a secret of the site.
    :param parts: the texts; the first says for what, so that it is good for nothing else.
    :param length: characters of the signature.
    """
    text = "\0".join(parts)
    return hmac.new(secret.encode(), text.encode(), sha256).hexdigest()[:length]


def is_signature(keys, value, *parts, length=LONGEST_SIGNATURE):
    """Tell whether the site signed some texts.

    Compares in constant time, and with every key, so that a signature survives the rotation of the
    site's keys.

    :param keys: the secrets that are still accepted.
    :param value: what came as the signature, in ASCII.
    :param parts: the texts, as for :func:`signature`.
    :param length: as for :func:`signature`.
    """
    genuine = False
    for key in keys:
        expected = signature(key, *parts, length=length)
        genuine = hmac.compare_digest(expected, value) or genuine
    return genuine


def token(secret, holder, now):
    """Make the token that a form carries.

    :param secret: a secret of the site.
    :param holder: who may send the form: ``user:<id>`` or ``browser:<value>``.
    :param now: seconds since the epoch.
    :returns: text of letters, digits and a full stop.
    """
    issued = f"{int(now):x}"
    return f"{issued}.{signature(secret, PURPOSE, 'token', holder, issued)}"


def judge(keys, holder, value, now, lifetime=LIFETIME):
    """Say what a token is worth.

    :param keys: the secrets that are still accepted.
    :param holder: who sends the form.
    :param value: the token that came with it, whatever it is.
    :param now: seconds since the epoch.
    :param lifetime: seconds that a token is good for.
    :returns: a :class:`Verdict`.
    """
    if not isinstance(value, str) or not value.isascii() or value.count(".") != 1:
        return Verdict.WRONG
    issued, digest = value.split(".")
    if not is_signature(keys, digest, PURPOSE, "token", holder, issued):
        return Verdict.WRONG
    age = now - int(issued, 16)
    if age < -CLOCK_SKEW:
        return Verdict.WRONG
    return Verdict.GOOD if age <= lifetime else Verdict.OLD


def browser_value(secret):
    """Make the value of the cookie that tells one visitor's browser from another.

    It is signed, so that a value planted by somebody else's page is refused.

    :param secret: a secret of the site.
    """
    value = secrets.token_urlsafe(18)
    return f"{value}.{signature(secret, PURPOSE, 'browser', value, length=BROWSER_LENGTH)}"


def is_browser_value(keys, value):
    """Tell whether the site made this cookie value.

    :param keys: the secrets that are still accepted.
    :param value: what the browser sent.
    """
    if not isinstance(value, str) or not value.isascii() or value.count(".") != 1:
        return False
    name, digest = value.split(".")
    return is_signature(keys, digest, PURPOSE, "browser", name, length=BROWSER_LENGTH)


def is_foreign(fetch_site, origin, address):
    """Tell whether a page of another site sends a form.

    Programs say neither of the two and are believed; every browser says one.

    :param fetch_site: the header ``Sec-Fetch-Site``, or ``None``.
    :param origin: the header ``Origin``, or ``None``.
    :param address: address of this site.
    """
    if fetch_site == "cross-site":
        return True
    if not origin:
        return False
    try:
        return urlsplit(origin).hostname != urlsplit(address).hostname
    except ValueError:
        return True


# Addresses of the site that no content may take (product.md §4 and those that it implies).
RESERVED = frozenset(
    {
        "accomplishments",
        "accomplishments.atom",
        "answer",
        "audit",
        "author",
        "browse",
        "cases",
        "confirm-sign-in",
        "countries",
        "dcat",
        "discussion-queue",
        "events.ics",
        "explainer",
        "feed",
        "follow-by-mail",
        "figures",
        "frontpage",
        "health",
        "imports",
        "jobs",
        "join",
        "join-requests",
        "knowledge-health",
        "login",
        "login-help",
        "logout",
        "my-calendar",
        "my-notices",
        "my-searches",
        "my-work",
        "nothing-to-report",
        "oai",
        "people",
        "permalink",
        "personal-information",
        "personal-preferences",
        "places",
        "plans",
        "receipt",
        "register",
        "renewals",
        "report",
        "reporting",
        "reports",
        "repository",
        "repository.atom",
        "repository.csv",
        "repository.json",
        "repository.rss",
        "risk",
        "robots.txt",
        "search",
        "sitemap.xml",
        "search-suggestions",
        "second-factor",
        "second-factor-reset",
        "status",
        "subscribe",
        "themes",
        "unsubscribe",
        "use.gif",
        "write",
        "your-place",
    }
)


def is_reserved(name):
    """Tell whether a name at the root of the site belongs to the site itself.

    :param name: the id that content would get.
    """
    return name.lower() in RESERVED


class Tier(Enum):
    """How much a page may do in the browser (security.md §4.12)."""

    VISITOR = "visitor"
    MEMBER = "member"
    EDITOR = "editor"


STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
}

LOOSER = {
    Tier.VISITOR: {},
    Tier.MEMBER: {
        "style-src": "'self' 'unsafe-inline'",
        "frame-ancestors": "'self'",
    },
    Tier.EDITOR: {
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",
    },
}


def content_security_policy(tier):
    """Write the header for a tier.

    :param tier: a :class:`Tier`.
    """
    directives = {**STRICT, **LOOSER[tier]}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


POLICIES = {tier: content_security_policy(tier) for tier in Tier}


def accepted_languages(header, spoken, aliases):
    """Put the languages of the site in the order that a browser asks for.

    :param header: ``Accept-Language``, as sent.
    :param spoken: the languages of the site.
    :param aliases: other names of languages, e.g. ``{"fil": "tl"}``.
    :returns: list of codes from ``spoken``, best first.
    """
    wanted = []
    for position, part in enumerate(header.lower().split(",")[:20]):
        code, _, parameter = part.strip().partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            quality = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            continue
        base = code.strip().replace("_", "-").split("-")[0]
        base = aliases.get(base, base)
        if base in spoken and quality > 0:
            wanted.append((-quality, position, base))
    return list(dict.fromkeys(base for _, _, base in sorted(wanted)))
