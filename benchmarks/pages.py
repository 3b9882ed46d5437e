"""What a page costs a visitor's server, beside a stock Plone page in the same run.

Run it from the root of the checkout::

    make bench

It makes a site with the demo and a stock Plone Classic site in one storage and publishes
pages of both through the publisher, in turns. A call is a call of a Python function; counts
repeat closely, times do not. Weight is HTML, CSS and JavaScript after gzip, cold cache.
"""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import cProfile
import gzip
import logging
import os
import pstats
import re
import sys


ROUNDS = 15

GOALS = {"calls": 25_000, "member": 45_000, "ratio": 3.0, "kilobytes": 40.0, "listing": 2.0}

LISTED = 20
"""Items on a page of a list."""


MEMBER = "barangay.contributor"


def publish(path, user=None):
    """Publish a page.

    :param path: below the root of Zope.
    :param user: name of a demo person; a visitor by default.
    :returns: status, headers and body.
    """
    from ZPublisher.WSGIPublisher import publish_module

    said = {}

    def start_response(status, headers, exc_info=None):
        said.update(status=int(status[:3]), headers=dict(headers))

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.partition("?")[0],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8080",
        "HTTP_HOST": "localhost:8080",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "QUERY_STRING": path.partition("?")[2],
        "SCRIPT_NAME": "",
        "wsgi.input": BytesIO(b""),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    if user is not None:
        secret = f"{user}:{os.environ['CLKSS_DEMO_PASSWORD']}".encode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {b64encode(secret).decode()}"
    body = b"".join(publish_module(environ, start_response))
    return said["status"], said["headers"], body


def calls(path, user=None):
    """Count the function calls of one request.

    :param path: below the root of Zope.
    :param user: name of a demo person; a visitor by default.
    :returns: their number.
    """
    profile = cProfile.Profile()
    profile.enable()
    publish(path, user)
    profile.disable()
    return pstats.Stats(profile).total_calls


def weight(path):
    """Weigh a page with its styles and scripts, compressed.

    :param path: below the root of Zope.
    :returns: kilobytes.
    """
    body = publish(path)[2]
    pages = [body]
    html = body.decode()
    for tag in re.findall(r"<(?:link|script)\b[^>]*>", html):
        found = re.search(r'(?:href|src)="([^"]+)"', tag)
        if not found or ("stylesheet" not in tag and not tag.startswith("<script")):
            continue
        address = re.sub(r"^https?://localhost(:\d+)?", "", found[1]).split("?")[0]
        pages.append(publish(address)[2])
    return sum(len(gzip.compress(page, 6)) for page in pages) / 1000


def prepare(app):
    """Make both sites.

    :param app: the root of Zope.
    :returns: name -> path of the pages to measure; the stock one first.
    """
    from clkss.policy.command import creating
    from plone import api
    from plone.distribution.api import site as sites
    from zope.component.hooks import setSite

    import transaction

    creating.create(app, "clkss", "CLKSS", "en", demo=True)
    sites.create(
        app,
        "classic",
        {
            "site_id": "stock",
            "title": "Stock",
            "default_language": "en",
            "portal_timezone": "Asia/Manila",
            "setup_content": False,
        },
    )
    setSite(app.stock)
    document = api.content.create(app.stock, "Document", "page", title="A page")
    api.content.transition(document, "publish")
    setSite(app.clkss)
    shown = app.clkss.portal_catalog.unrestrictedSearchResults(
        portal_type="GoodPractice", review_state="published", sort_on="effective", sort_limit=LISTED
    )[:LISTED]
    texts = [(brain.Title, brain.Description) for brain in shown]
    setSite(app.stock)
    folder = api.content.create(app.stock, "Folder", "list", title="A list")
    api.content.transition(folder, "publish")
    for title, description in texts:
        item = api.content.create(folder, "Document", title=title, description=description)
        api.content.transition(item, "publish")
    setSite(app.clkss)
    catalog = app.clkss.portal_catalog
    practice = catalog.unrestrictedSearchResults(
        portal_type="GoodPractice", review_state="published", sort_on="id"
    )[0]
    programme = catalog.unrestrictedSearchResults(
        portal_type="Programme", review_state="published", sort_on="id"
    )[0]
    # The stock site keeps nothing; ours would be measured as it is kept in memory.
    api.portal.set_registry_record("plone.caching.interfaces.ICacheSettings.enabled", False)
    transaction.commit()
    return {
        "stock document": "/stock/page",
        "stock listing": "/stock/list",
        "front page": "/clkss",
        "practice page": practice.getPath(),
        "programme page": programme.getPath(),
        "repository": "/clkss/repository",
        "theme page": "/clkss/themes/education",
        "place page": "/clkss/places/0701200000",
        "country page": "/clkss/countries/PH",
    }


def main():
    """Measure and print the table."""
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory(prefix="clkss-", dir="/tmp") as folder:
        os.environ["CLKSS_VAR"] = str(Path(folder) / "var")
        os.environ.setdefault("CLKSS_ADMIN_PASSWORD", "only-for-this-benchmark")
        os.environ.setdefault("CLKSS_DEMO_PASSWORD", "only-for-this-benchmark")
        from clkss.policy.command import opening

        with opening.application() as app:
            os.environ["ALLOWED_DISTRIBUTIONS"] = "clkss,classic"
            pages = prepare(app)
            for path in pages.values():
                assert publish(path)[0] == 200, path
            times = {name: [] for name in pages}
            for _round in range(ROUNDS):
                for name, path in pages.items():
                    begun = perf_counter()
                    publish(path)
                    times[name].append((perf_counter() - begun) * 1000)
            baseline = median(times["stock document"])
            print(f"{'page':<16}{'ms':>8}{'ratio':>8}{'calls':>10}{'KB gzip':>10}")
            for name, path in pages.items():
                spent = median(times[name])
                print(
                    f"{name:<16}{spent:>8.1f}{baseline / spent:>7.1f}x{calls(path):>10,}"
                    f"{weight(path):>10.1f}"
                )
            for name, path in pages.items():
                if not name.startswith("stock"):
                    publish(path, MEMBER)
                    print(f"{name:<16}{'a member':>16}{calls(path, MEMBER):>10,}")
            listing = median(times["repository"]) / median(times["stock listing"])
            print(
                f"repository, with facets: {listing:.2f} times the stock listing of the same "
                f"{LISTED} items (goal: at most {GOALS['listing']:.1f})"
            )
            print(
                f"goals for ours:  at least {GOALS['ratio']:.0f}x the stock document's speed, "
                f"at most {GOALS['calls']:,} calls ({GOALS['member']:,} for a member) and "
                f"{GOALS['kilobytes']:.0f} KB"
            )


if __name__ == "__main__":
    main()
