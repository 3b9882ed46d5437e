"""Plone's own searches over REST: what cannot be asked is said so, and nobody counts people."""

from clkss.content.committees.asking import criteria_of
from clkss.content.committees.asking import NO_ANSWER
from clkss.content.committees.asking import refuse_people
from clkss.content.committees.asking import UNANSWERABLE
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services.querystringsearch.get import QuerystringSearchGet
from plone.restapi.services.querystringsearch.get import QuerystringSearchPost
from plone.restapi.services.search.get import SearchGet
from urllib.parse import unquote
from zExceptions import BadRequest

import logging


logger = logging.getLogger(__name__)

SORTS = ("sort_on", "sort-on")


class Guarded:
    """What the guarded services have in common, before Plone's own."""

    def reply(self):
        """Answer, or say that the question makes no sense.

        :raises BadRequest: when it makes none, or is about other people.
        """
        refuse_people(self.questions(), self.context)
        try:
            return super().reply()
        except UNANSWERABLE as error:
            logger.info("A question could not be answered", exc_info=True)
            raise BadRequest(api.portal.translate(NO_ANSWER)) from error


class GuardedSearch(Guarded, SearchGet):
    """``@search``."""

    def questions(self):
        """Read what is asked of indexes from the address."""
        for name, value in self.request.form.items():
            index = name.partition(".")[0]
            yield index, value
            if index in SORTS:
                yield value if isinstance(value, str) else "", ""


class GuardedQuery(Guarded):
    """What the two ways of ``@querystring-search`` have in common."""

    def questions(self):
        """Read what is asked of indexes from the criteria."""
        return criteria_of(self.criteria())


class GuardedQueryPost(GuardedQuery, QuerystringSearchPost):
    """``POST @querystring-search``."""

    def criteria(self):
        """Read the body.

        :raises BadRequest: when it is no JSON.
        """
        try:
            return json_body(self.request)
        except DeserializationError as error:
            raise BadRequest(str(error)) from error


class GuardedQueryGet(GuardedQuery, QuerystringSearchGet):
    """``GET @querystring-search?query=…``."""

    def criteria(self):
        """Read the parameter.

        :raises BadRequest: when there are several.
        """
        query = self.request.form.get("query", "{}")
        if not isinstance(query, str):
            raise BadRequest(api.portal.translate(NO_ANSWER))
        return unquote(query)
