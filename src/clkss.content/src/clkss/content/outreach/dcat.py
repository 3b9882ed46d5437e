"""The catalogue of data by DCAT: ``/@@dcat``, in JSON-LD."""

from clkss.content import _
from clkss.content.outreach import public
from clkss.content.outreach import register
from clkss.content.outreach.described import site_title
from clkss.content.outreach.interfaces import IDescribed
from Products.Five.browser import BrowserView
from urllib.parse import quote
from zExceptions import NotFound
from zope.i18n import translate

import json
import re


KINDS = ("Resource:data-set", "Resource:database")
"""What counts as data, as the index of kinds holds it."""

SIZE = 100
"""Data sets on one page."""

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

EXPORTS = (
    ("repository.csv", "text/csv"),
    ("repository.json", "application/json"),
    ("repository.rss", "application/rss+xml"),
)
"""Addresses at which the whole repository can be had, with their media types."""

TITLES = {
    "repository": _("dcat_repository", default="All knowledge of the repository"),
    "about": _(
        "dcat_repository_about",
        default="Good practices, programmes, services, partners, resources and more, as far as "
        "they are published: titles, places, themes, links.",
    ),
    "oai": _("dcat_oai", default="Harvesting by OAI-PMH"),
    "rest": _("dcat_rest", default="The repository over REST"),
}

_PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class Catalogue(BrowserView):
    """What data there are and where to get them; no more than a visitor may see."""

    def __call__(self):
        """Answer with a page of the catalogue.

        :raises NotFound: when there is no such page.
        """
        asked = self.request.form.get("page", "1")
        if not isinstance(asked, str) or not _PAGE.fullmatch(asked):
            raise NotFound("dcat")
        page = int(asked)
        found = public.found(portal_type=["Resource"], kinds=list(KINDS))
        pages = max(1, -(-len(found) // SIZE))
        if page > pages:
            raise NotFound("dcat")
        items = filter(None, map(_woken, found[(page - 1) * SIZE : page * SIZE]))
        facts = self._catalogue([self._data_set(item) for item in items], page)
        if pages > 1:
            facts["hydra:view"] = self._paging(page, pages)
        self.request.response.setHeader("Content-Type", "application/ld+json; charset=utf-8")
        return json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8")

    @property
    def site_url(self):
        """Address of the site."""
        return self.context.absolute_url()

    @property
    def url(self):
        """Address of the catalogue."""
        return f"{self.site_url}/@@dcat"

    def _catalogue(self, data_sets, page):
        own = [self._repository()] if page == 1 else []
        return _full(
            {
                "@context": CONTEXT,
                "@id": self.url,
                "@type": "dcat:Catalog",
                "dct:title": site_title(),
                "dct:description": self.context.description,
                "dct:publisher": _organisation(site_title()),
                "dct:language": ["en", "fil"],
                "dct:spatial": [_place("Philippines")],
                "foaf:homepage": {"@id": self.site_url},
                "dcat:service": self._services(),
                "dcat:dataset": [*own, *data_sets],
            }
        )

    def _services(self):
        services = (
            ("oai", f"{self.site_url}/@@oai", "http://www.openarchives.org/OAI/2.0/"),
            ("rest", f"{self.site_url}/@repository", None),
        )
        return [
            _full(
                {
                    "@id": url,
                    "@type": "dcat:DataService",
                    "dct:title": self._said(name),
                    "dcat:endpointURL": {"@id": url},
                    "dct:conformsTo": {"@id": standard} if standard else None,
                    "dcat:servesDataset": {"@id": f"{self.site_url}/repository"},
                }
            )
            for name, url, standard in services
        ]

    def _repository(self):
        url = f"{self.site_url}/repository"
        return {
            "@id": url,
            "@type": "dcat:Dataset",
            "dct:title": self._said("repository"),
            "dct:description": self._said("about"),
            "dct:publisher": _organisation(site_title()),
            "dcat:landingPage": {"@id": url},
            "dcat:distribution": [
                _distribution(f"{self.site_url}/{name}", media_type, download=True)
                for name, media_type in EXPORTS
            ],
        }

    def _data_set(self, item):
        said = IDescribed(item)
        address = _distribution(said.address) if said.address else None
        issued = str(said.year) if said.year else None
        return _full(
            {
                "@id": said.permanent_url,
                "@type": "dcat:Dataset",
                "dct:title": said.title,
                "dct:description": said.summary,
                "dct:identifier": [said.permanent_url, *said.identifiers],
                "dct:creator": [_organisation(name) for name in said.authors],
                "dct:publisher": _organisation(said.publisher) if said.publisher else None,
                "dct:issued": {"@type": "xsd:gYear", "@value": issued} if issued else None,
                "dct:modified": {
                    "@type": "xsd:dateTime",
                    "@value": said.modified.isoformat(timespec="seconds"),
                },
                "dct:language": said.language,
                "dct:spatial": [_place(title) for title in said.places],
                "dct:license": said.licence,
                "dcat:keyword": list(said.subjects),
                "dcat:landingPage": {"@id": said.url},
                "dcat:distribution": [*filter(None, [address]), *_files(item)],
            }
        )

    def _paging(self, page, pages):
        return _full(
            {
                "@id": f"{self.url}?page={page}",
                "@type": "hydra:PartialCollectionView",
                "hydra:first": {"@id": f"{self.url}?page=1"},
                "hydra:last": {"@id": f"{self.url}?page={pages}"},
                "hydra:next": {"@id": f"{self.url}?page={page + 1}"} if page < pages else None,
                "hydra:previous": {"@id": f"{self.url}?page={page - 1}"} if page > 1 else None,
            }
        )

    def _said(self, name):
        return translate(TITLES[name], target_language="en")


def _woken(brain):
    try:
        item = brain._unrestrictedGetObject()
    except (AttributeError, KeyError):
        return None
    return item if register.is_open(item) else None


def _files(item):
    for child in item.objectValues():
        file = getattr(child, "file", None)
        if file is not None and register.is_open(child):
            name = quote(file.filename or child.getId())
            url = f"{child.absolute_url()}/@@download/file/{name}"
            size = str(file.getSize())
            yield {
                **_distribution(url, file.contentType, download=True),
                "dct:title": child.title or name,
                "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": size},
            }


def _distribution(url, media_type=None, download=False):
    return _full(
        {
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": url},
            "dcat:downloadURL": {"@id": url} if download else None,
            "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{media_type}"} if media_type else None,
        }
    )


def _organisation(name):
    return {"@type": "foaf:Agent", "foaf:name": name}


def _place(title):
    return {"@type": "dct:Location", "rdfs:label": title}


def _full(facts):
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [])}
