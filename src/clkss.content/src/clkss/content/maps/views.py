"""Maps as pictures with an address of their own, so that caches keep them."""

from clkss.content.maps import rules
from clkss.content.maps.outline import philippines
from clkss.content.territories import table
from collections.abc import Iterable
from hashlib import sha256
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import NotFound


LIFETIME = 7 * 24 * 3600
"""Seconds for which anybody may keep a map."""


def map_address(base: str, codes: Iterable[str]) -> str | None:
    """Give the address of the map of some places; the same places have always the same.

    :param base: address of the site.
    :param codes: codes of territories.
    :returns: ``None`` without places.
    """
    codes = sorted(set(codes))[: rules.LARGEST_NUMBER]
    if not codes:
        return None
    return f"{base}/place-map.svg?{urlencode([('code', code) for code in codes])}"


class PlaceMap(BrowserView):
    """The country with the places of ``code`` marked."""

    def __call__(self):
        """Answer with the picture.

        :raises NotFound: when a code is unknown, or none or too many are given.
        """
        codes = self.request.form.get("code")
        codes = codes if isinstance(codes, list) else [codes]
        known = all(isinstance(code, str) and table.exists(code) for code in codes)
        if not known or len(codes) > rules.LARGEST_NUMBER:
            raise NotFound("place-map.svg")
        body = rules.svg(philippines(), [_mark(code) for code in sorted(set(codes))])
        data = body.encode("utf-8")
        tag = f'"{sha256(data).hexdigest()[:20]}"'
        response = self.request.response
        response.setHeader("Cache-Control", f"public, max-age={LIFETIME}")
        response.setHeader("ETag", tag)
        response.setHeader("X-Content-Type-Options", "nosniff")
        if self.request.getHeader("If-None-Match") == tag:
            response.setStatus(304)
            return b""
        response.setHeader("Content-Type", "image/svg+xml; charset=utf-8")
        return data


def _mark(code):
    place = table.get(code)
    latitude, longitude = place.centroid or (None, None)
    return rules.Mark(table.title(code), place.level, latitude, longitude)
