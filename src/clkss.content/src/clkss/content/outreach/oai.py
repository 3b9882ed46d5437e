"""Harvesting by OAI-PMH 2.0: ``/@@oai``."""

from clkss.content.outreach import harvest
from clkss.content.outreach import rules
from clkss.content.outreach.described import site_title
from clkss.content.outreach.described import term_title
from clkss.content.outreach.interfaces import IDescribed
from clkss.content.search.rules import KINDS
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.vocabularies import added
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from clkss.content.territories.rules import REGION
from lxml import etree
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlsplit
from zope.i18n import translate

import time


OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

DCMI_TYPES = {"data-set": "Dataset", "database": "Dataset", "media": "Image", "platform": "Service"}
"""What DCMI calls a kind of resource; all others are ``Text``."""

INVENTED = "Invented example: places, people and figures in it are made up."

ORGANISED = {"Event": "Event", "Service": "Service"}
"""What DCMI calls a portal type."""


class Oai(BrowserView):
    """Answers harvesters, by GET and POST; changes nothing."""

    def __call__(self):
        """Answer with XML, also when the request was wrong."""
        self.request.response.setHeader("Content-Type", "text/xml; charset=utf-8")
        root = etree.Element(_oai("OAI-PMH"), nsmap={None: OAI, "xsi": XSI})
        root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
        _add(root, "responseDate", rules.stamp(int(time.time())))
        asked = _add(root, "request", self.address)
        try:
            question = rules.parse(self._pairs())
            for name, value in (("verb", question.verb), *question.arguments.items()):
                asked.set(name, rules.plain(value))
            ANSWERS[question.verb](self, root, question)
        except rules.Refused as refused:
            for problem in refused.problems:
                _add(root, "error", problem.text, code=problem.code)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

    @property
    def address(self):
        """The address that harvesters know."""
        return f"{self.context.absolute_url()}/@@oai"

    def _pairs(self):
        for name, value in self.request.form.items():
            if name == "-C":
                # What Zope makes of no argument at all.
                continue
            for each in value if isinstance(value, list | tuple) else [value]:
                yield name, each

    def identify(self, root, question):
        """Say who answers."""
        earliest = harvest.earliest()
        identity = _add(root, "Identify")
        for name, text in (
            ("repositoryName", site_title()),
            ("baseURL", self.address),
            ("protocolVersion", "2.0"),
            ("adminEmail", self._mail()),
            ("earliestDatestamp", rules.stamp(int(time.time()) if earliest is None else earliest)),
            ("deletedRecord", "persistent"),
            ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ):
            _add(identity, name, text)

    def _mail(self):
        mail = api.portal.get_registry_record("plone.email_from_address", default=None)
        return mail or f"postmaster@{urlsplit(self.address).hostname}"

    def list_formats(self, root, question):
        """Say in which format there are records."""
        if "identifier" in question.arguments:
            _found(question)
        answer = _add(_add(root, rules.LIST_FORMATS), "metadataFormat")
        for name, text in (
            ("metadataPrefix", rules.PREFIX),
            ("schema", DC_SCHEMA),
            ("metadataNamespace", OAI_DC),
        ):
            _add(answer, name, text)

    def list_sets(self, root, question):
        """Name the sets."""
        answer = _add(root, rules.LIST_SETS)
        for spec, title in _sets():
            element = _add(answer, "set")
            _add(element, "setSpec", spec)
            _add(element, "setName", title)

    def get_record(self, root, question):
        """Give one record."""
        record = _found(question)
        _record(_add(root, rules.GET_RECORD), record)

    def list_identifiers(self, root, question):
        """List what is and what was public, by name."""
        self._list(root, question, lambda answer, record: _header(answer, record, record.brain))

    def list_records(self, root, question):
        """List what is public, and the names of what was."""
        self._list(root, question, _record)

    def _list(self, root, question, write):
        page = harvest.page(question.harvest)
        if not page.records:
            if question.harvest.after is None:
                raise rules.Refused([rules.Problem(rules.NOTHING_FOUND, "There is nothing.")])
            raise rules.Refused(
                [rules.Problem(rules.BAD_TOKEN, "The list has changed; begin anew.")]
            )
        answer = _add(root, question.verb)
        for record in page.records:
            write(answer, record)
        if page.rest is not None or question.harvest.after is not None:
            _add(
                answer,
                rules.TOKEN,
                page.rest.token() if page.rest is not None else None,
                cursor=str(question.harvest.given),
                completeListSize=str(page.size),
            )


ANSWERS = {
    rules.IDENTIFY: Oai.identify,
    rules.LIST_FORMATS: Oai.list_formats,
    rules.LIST_SETS: Oai.list_sets,
    rules.GET_RECORD: Oai.get_record,
    rules.LIST_IDENTIFIERS: Oai.list_identifiers,
    rules.LIST_RECORDS: Oai.list_records,
}


def _found(question):
    record = harvest.record(question.arguments["identifier"])
    if record is None:
        raise rules.Refused([rules.Problem(rules.NO_SUCH_ID, "There is and was no such thing.")])
    return record


def _sets():
    types = api.portal.get_tool("portal_types")
    yield rules.KIND, "Kinds of knowledge"
    for kind in KINDS:
        info = types.getTypeInfo(kind)
        if info is not None:
            yield rules.kind_set(kind), translate(info.Title(), target_language="en")
    yield rules.THEME, "Themes"
    tokens = [token for token, _title in BUILT_IN["themes"]]
    for token in dict.fromkeys([*tokens, *(term.token for term in added("themes"))]):
        yield f"{rules.THEME}:{token}", term_title("themes", token)
    yield rules.REGION, "Regions of the Philippines"
    for code in (COUNTRY_CODE, *table.codes(REGION)):
        yield f"{rules.REGION}:{code}", table.title(code)


def _record(parent, record):
    element = _add(parent, "record")
    item = harvest.item_of(record)
    _header(element, record, item)
    if item is not None:
        _dublin_core(_add(element, "metadata"), IDescribed(item))


def _header(parent, record, is_there):
    element = _add(parent, "header")
    if is_there is None:
        element.set("status", "deleted")
    _add(element, "identifier", rules.identifier(record.entry.uid))
    _add(element, "datestamp", rules.stamp(record.entry.moment))
    for spec in record.sets:
        _add(element, "setSpec", spec)


def _dublin_core(parent, described):
    names = {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}
    element = etree.SubElement(parent, f"{{{OAI_DC}}}dc", nsmap=names)
    element.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {DC_SCHEMA}")
    for name, text in elements(described):
        if text:
            etree.SubElement(element, f"{{{DC}}}{name}").text = rules.plain(text)


def elements(described):
    """Say what Dublin Core knows of a thing.

    :param described: an :class:`clkss.content.outreach.interfaces.IDescribed`.
    :returns: pairs of an element's name and its text.
    """
    day = described.published.isoformat() if described.published else ""
    year = str(described.year or "")
    default = DCMI_TYPES.get(described.detail, "Text")
    return [
        ("title", described.title),
        *(("creator", name) for name in described.authors),
        ("contributor", "" if described.owner in described.authors else described.owner),
        *(("subject", title) for title in described.subjects),
        ("description", described.summary),
        ("description", INVENTED if described.is_example else ""),
        ("publisher", described.publisher),
        ("date", day if day.startswith(year) else year),
        ("type", ORGANISED.get(described.kind, default)),
        ("type", described.detail or described.kind),
        ("identifier", described.permanent_url),
        *(("identifier", text) for text in (described.number, *described.identifiers)),
        ("source", described.source),
        ("language", described.language),
        ("relation", described.address),
        *(("coverage", title) for title in described.places),
        ("rights", described.licence),
    ]


def _oai(name):
    return f"{{{OAI}}}{name}"


def _add(parent, name, text=None, **attributes):
    element = etree.SubElement(parent, _oai(name), attributes)
    if text is not None:
        element.text = rules.plain(text)
    return element
