"""Places over REST: find them, and what is known of each."""

from clkss.content.territories import rules
from clkss.content.territories import table
from plone.restapi.batching import HypermediaBatch
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


DEFAULT_LIMIT = 20
MOST = 100

CACHE_SECONDS = 24 * 60 * 60
"""Places change with an edition, so once or twice a year."""


@implementer(IPublishTraverse)
class TerritoriesGet(Service):
    """``GET @territories?q=&level=&within=&limit=`` and ``GET @territories/<code>``."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take what follows the name of the service.

        :param request: the request.
        :param name: a part of the address.
        """
        self.path.append(name)
        return self

    def reply(self):
        """Answer with one place, or with those that fit the query."""
        answer = self._place() if self.path else self._places()
        response = self.request.response
        response.setHeader("Cache-Control", f"public, max-age={CACHE_SECONDS}")
        response.appendHeader("Vary", "Accept")
        return answer

    def _place(self):
        code = self.path[0]
        if len(self.path) > 1 or not table.exists(code):
            raise NotFound("/".join(self.path))
        place = table.get(code)
        return {
            **self._item(code, place.level),
            "kind": place.kind,
            "city_class": place.city_class,
            "parents": [self._item(each) for each in table.parents(code)],
            "children_count": table.children_count(code),
            "population": place.population,
            "centroid": self._centroid(place),
            "successor": self._successor(code),
        }

    def _places(self):
        form = self.request.form
        reasons = []
        text = self._text(form, "q", reasons)
        level = self._text(form, "level", reasons) or None
        if level is not None and level not in rules.LEVELS:
            reasons.append(f"level: not one of {', '.join(rules.LEVELS)}")
        within = self._text(form, "within", reasons) or None
        if within is not None and not table.exists(within):
            reasons.append("within: no place has this code")
        limit = self._limit(form, reasons)
        if reasons:
            raise BadRequest("; ".join(reasons))
        found = table.search(text, limit, level, within)
        return {
            "@id": f"{self.context.absolute_url()}/@territories",
            "items": [self._item(place.code, place.level) for place in found],
        }

    @staticmethod
    def _text(form, name, reasons):
        value = form.get(name, "")
        if isinstance(value, str):
            return value
        reasons.append(f"{name}: give it once")
        return ""

    @staticmethod
    def _limit(form, reasons):
        value = form.get("limit", str(DEFAULT_LIMIT))
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 4:
            limit = int(value)
            if 1 <= limit <= MOST:
                return limit
        reasons.append(f"limit: a number from 1 to {MOST}")
        return DEFAULT_LIMIT

    def _item(self, code, level=None):
        return {
            "@id": f"{self.context.absolute_url()}/@territories/{code}",
            "code": code,
            "title": table.title(code),
            "level": level or table.level(code),
        }

    @staticmethod
    def _centroid(place):
        if place.centroid is None:
            return None
        latitude, longitude = place.centroid
        return {"latitude": latitude, "longitude": longitude}

    def _successor(self, code):
        successor = table.successor(code)
        return None if successor is None else self._item(successor)


@implementer(ISerializeToJson)
class SerializeTerritories:
    """``GET @vocabularies/clkss.territories``: found by searching, not by walking them all.

    ``title`` takes what ``q`` takes in ``@territories``; ``token`` and ``tokens`` also know codes
    that ended.

    :param context: the vocabulary.
    :param request: the request.
    """

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, vocabulary_id):
        """Answer as plone.restapi does for every vocabulary.

        :param vocabulary_id: its address.
        :raises BadRequest: for a query that cannot be meant.
        """
        codes = self._codes()
        if self.request.form.get("b_size") == "-1":
            return {"@id": vocabulary_id, "items": [self._term(code) for code in codes]}
        batch = HypermediaBatch(self.request, codes)
        answer = {
            "@id": batch.canonical_url,
            "items": [self._term(code) for code in batch],
            "items_total": batch.items_total,
        }
        if links := batch.links:
            answer["batching"] = links
        return answer

    def _codes(self):
        form = self.request.form
        title = form.get("title")
        tokens = form.get("token") or form.get("tokens")
        if title and tokens:
            raise BadRequest("You can not filter by title and token at the same time.")
        if tokens:
            tokens = [tokens] if isinstance(tokens, str) else tokens
            return [token for token in tokens if table.exists(token)]
        if title:
            if not isinstance(title, str):
                raise BadRequest("title: give it once")
            return [term.value for term in self.context.search(title, MOST)]
        return list(table.codes())

    def _term(self, code):
        term = self.context.getTerm(code)
        return {"token": term.token, "title": term.title}
