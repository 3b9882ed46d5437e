"""An item in the terms of schema.org, for search engines and other machines."""

from clkss.content.knowledge.citation import period
from clkss.content.knowledge.rows import kept_in
from clkss.content.outreach.described import field
from clkss.content.outreach.described import several
from clkss.content.outreach.interfaces import IDescribed
from clkss.content.outreach.references import is_person
from clkss.content.practices.adoption import notes
from Products.Five.browser import BrowserView

import json


LONGEST_HEADLINE = 110

INVENTED = "Invented example"

RESOURCES = {
    "law": "Legislation",
    "data-set": "Dataset",
    "database": "Dataset",
    "report": "Report",
    "policy-brief": "Report",
    "training-material": "LearningResource",
    "media": "MediaObject",
    "platform": "WebSite",
    "tool": "SoftwareApplication",
}
"""Type by kind of resource; all others are a ``CreativeWork``."""

ORGANISATIONS = {
    "government": "GovernmentOrganization",
    "workers": "WorkersUnion",
    "academe": "EducationalOrganization",
    "ngo": "NGO",
}
"""Type by sector of a partner; all others are an ``Organization``."""

IN_FORCE = frozenset({"in-force", "amended", "ratified"})
OUT_OF_FORCE = frozenset({"superseded", "repealed"})


class StructuredData(BrowserView):
    """The item in JSON-LD, safe inside a ``script``."""

    def __call__(self):
        """Write it; a fragment of the reading page."""
        return embedded(structured(self.context))


def embedded(facts):
    """Write facts so that nothing in them ends the ``script`` in which they stand.

    :param facts: a mapping.
    """
    text = json.dumps(facts, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def structured(item):
    """Describe an item in the terms of schema.org; what is not said is left out.

    :param item: a reviewed item.
    """
    said = IDescribed(item)
    facts = {
        "@context": "https://schema.org",
        "@id": said.permanent_url,
        "url": said.url,
        "description": said.summary,
        "image": _image(item, said),
        **TYPES.get(item.portal_type, article)(item, said),
    }
    return _full(facts)


def article(item, said):
    """Describe something that is read."""
    return {"@type": "Article", **work(item, said)}


def news(item, said):
    """Describe a piece of news."""
    return {"@type": "NewsArticle", **work(item, said)}


def work(item, said):
    """Say what is said of every work: who made it, when, about what."""
    authors = [agent(name) for name in said.authors]
    published = said.published.isoformat() if said.published else ""
    return {
        "headline": said.title[:LONGEST_HEADLINE],
        "name": said.title,
        "identifier": [said.permanent_url, *said.identifiers],
        "inLanguage": said.language,
        "author": authors[0] if len(authors) == 1 else authors,
        "publisher": agent(said.publisher) if said.publisher else None,
        "datePublished": published,
        "dateModified": said.modified.isoformat(timespec="seconds"),
        "isAccessibleForFree": True,
        "keywords": list(said.subjects),
        "license": said.licence,
        "creativeWorkStatus": INVENTED if said.is_example else "",
        "temporalCoverage": _period(item).replace("–", "/"),
        "contentLocation": _places(said),
        "sameAs": said.address,
    }


def resource(item, said):
    """Describe a publication, a law, a data set, with its own year."""
    facts = {"@type": RESOURCES.get(said.detail, "CreativeWork"), **work(item, said)}
    facts["datePublished"] = str(said.year or "") or facts["datePublished"]
    if facts["@type"] == "Legislation":
        facts |= {
            "legislationIdentifier": said.number,
            "legislationDate": str(field(item, "law_date") or ""),
            "legislationLegalForce": _force(field(item, "law_status")),
        }
    if facts["@type"] == "Dataset":
        facts["creator"] = facts.pop("author")
        facts["distribution"] = {"@type": "DataDownload", "contentUrl": said.address}
    return facts


def term(item, said):
    """Describe a term of the glossary."""
    elsewhere = (text.rpartition(":")[2].strip() for text in several(item, "other_terms"))
    also = [field(item, "term_tl"), *several(item, "synonyms"), *elsewhere]
    return {
        "@type": "DefinedTerm",
        "name": said.title,
        "description": field(item, "definition") or said.summary,
        "termCode": field(item, "abbreviation"),
        "alternateName": [name for name in also if name],
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": said.system,
            "url": item.aq_parent.absolute_url(),
        },
    }


def service(item, said):
    """Describe a service: who gives it, where, how to reach it."""
    provider = field(item, "provider")
    phone, website = field(item, "phone"), field(item, "website")
    return {
        "@type": "GovernmentService",
        "name": said.title,
        "serviceType": said.detail,
        "provider": agent(provider) if provider else None,
        "areaServed": _places(said),
        "audience": _only("Audience", audienceType=field(item, "eligibility")),
        "availableChannel": _only(
            "ServiceChannel",
            serviceUrl=website,
            servicePhone=_only("ContactPoint", telephone=phone),
        ),
    }


def partner(item, said):
    """Describe an organisation."""
    return {
        "@type": ORGANISATIONS.get(field(item, "partner_sector"), "Organization"),
        "name": said.title,
        "alternateName": field(item, "acronym"),
        "description": said.summary or field(item, "mandate"),
        "logo": _image(item, said),
        "telephone": field(item, "phone"),
        "address": field(item, "address"),
        "sameAs": field(item, "website"),
        "areaServed": _places(said),
    }


def project(item, said):
    """Describe a programme."""
    rows = [row for row in kept_in(item, "budget") if isinstance(row, dict)]
    sources = [row.get("source") for row in rows]
    return {
        "@type": "Project",
        "name": said.title,
        "description": said.summary or field(item, "objectives"),
        "foundingDate": field(item, "period_start"),
        "dissolutionDate": field(item, "period_end"),
        "areaServed": _places(said),
        "keywords": list(said.subjects),
        "member": [agent(name) for name in several(item, "partners")],
        "funder": [agent(name) for name in sources if name],
        "sameAs": field(item, "website"),
    }


def event(item, said):
    """Describe an event."""
    start, end = field(item, "start"), field(item, "end")
    place = field(item, "location") or next(iter(said.places), "")
    return {
        "@type": "Event",
        "name": said.title,
        "startDate": start.isoformat() if start else "",
        "endDate": end.isoformat() if end and not field(item, "open_end") else "",
        "location": _only("Place", name=place),
        "organizer": agent(said.owner) if said.owner else None,
        "sameAs": field(item, "event_url"),
        "inLanguage": said.language,
    }


def exchange(item, said):
    """Describe what a place or country offers, or asks for."""
    kind = "Demand" if field(item, "exchange_kind") == "request" else "Offer"
    provider = field(item, "first_provider")
    return {
        "@type": kind,
        "name": said.title,
        "itemOffered": _only("Service", name=said.title, serviceType=field(item, "modality")),
        "offeredBy": agent(provider) if provider and kind == "Offer" else None,
        "areaServed": _places(said),
    }


def review(item, said):
    """Describe what others say who tried a practice."""
    practice = notes.practice_of(item)
    if practice is None:
        return article(item, said)
    return {
        "@type": "Review",
        **work(item, said),
        "reviewBody": field(item, "outcome"),
        "itemReviewed": {"@type": "Article", "name": practice.Title, "url": practice.getURL()},
    }


TYPES = {
    "AdoptionNote": review,
    "Event": event,
    "Exchange": exchange,
    "GlossaryTerm": term,
    "News Item": news,
    "Partner": partner,
    "Programme": project,
    "Resource": resource,
    "Service": service,
}
"""How each portal type is described; all others are articles."""


def agent(name):
    """Describe a person or an organisation.

    :param name: the name.
    """
    return {"@type": "Person" if is_person(name) else "Organization", "name": name}


def _only(kind, **facts):
    """Describe something by facts; ``None`` when none of them is said."""
    said = _full(facts)
    return {"@type": kind, **said} if said else None


def _full(facts):
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [], {})}


def _places(said):
    return [{"@type": "Place", "name": title} for title in said.places]


def _period(item):
    return period(field(item, "period_start"), field(item, "period_end"))


def _image(item, said):
    return f"{said.url}/@@images/image/large" if field(item, "image") else None


def _force(status):
    if status in IN_FORCE:
        return "https://schema.org/InForce"
    return "https://schema.org/NotInForce" if status in OUT_OF_FORCE else None
