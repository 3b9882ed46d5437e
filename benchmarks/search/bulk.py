"""Fills the catalog with very many documents in a minute: index by index instead of one by one.

What the indexes hold afterwards is what cataloguing the documents one after the other would give.
"""

from aid import AID
from BTrees.IIBTree import IIBTree
from BTrees.IIBTree import IITreeSet
from clkss.content.territories import table
from collections import Counter
from collections import defaultdict
from DateTime import DateTime
from itertools import accumulate
from Products.ZCTextIndex import WidCode
from work import WORK

import random
import re
import transaction


SEED = 20261127

WORDS_IN_TITLE = 7
WORDS_IN_SUMMARY = 25
WORDS_IN_TEXT = 110
RARE_WORDS = 30_000

KINDS = (
    "GoodPractice",
    "Programme",
    "Service",
    "Partner",
    "Resource",
    "CaseStudy",
    "Exchange",
    "News Item",
    "Event",
)
SUBKINDS = ("Service:education", "Service:legal", "Resource:law", "Resource:report")
THEMES = ("education", "livelihood", "social-protection", "awareness-raising", "child-trafficking")
SECTORS = ("agriculture", "fishing", "mining", "domestic-work", "scavenging", "construction")
HAZARDS = ("chemicals", "heavy-loads", "night-work", "underwater", "dust-fumes")
AGENCIES = ("DOLE", "DSWD", "DepEd", "DOH", "DILG", "TESDA", "NCIP", "PNP")
GROUPS = tuple(f"user:committee:{number}" for number in range(400))

TEXTS = ("Title", "Description", "SearchableText")
FIRST_RID = 1_000


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Give words with how often they come up: those of real texts first, then rare ones.

    :param chance: where chance comes from.
    """
    sentences = " ".join(
        sentence for topic in (*WORK, *AID) for sentence in (*topic.english, *topic.filipino)
    )
    real = [word for word, _count in Counter(re.findall(r"\w+", sentences.lower())).most_common()]
    rare = ["".join(chance.choices("abdeghiklmnoprstuwy", k=8)) for _each in range(RARE_WORDS)]
    words = list(dict.fromkeys((*real, *rare)))
    return words, list(accumulate(1 / (rank + 8) for rank in range(len(words))))


def fill(portal, number: int):
    """Fill the catalog of a site.

    :param portal: the site.
    :param number: how many published documents; one draft comes with nine of them.
    """
    number = number * 10 // 9
    chance = random.Random(SEED)
    catalog = portal.portal_catalog._catalog
    words, weights = vocabulary(chance)
    wids = catalog.getIndex("Title").getLexicon().sourceToWordIds([" ".join(words)])
    places = list(table.codes("municipal"))
    rids = range(FIRST_RID, FIRST_RID + number)
    values = {name: {} for name in ("themes", "sectors", "hazards", "agencies", "territories")}
    values.update({name: {} for name in ("countries", "kinds", "allowedRolesAndUsers")})
    fields = {name: {} for name in ("portal_type", "year", "Language", "sortable_title")}
    texts = {name: {} for name in TEXTS}
    flags = {"featured": {}, "promising": {}}
    effective, records = {}, {}
    above = {code: list(table.ancestors_and_self(code)) for code in places}
    first = DateTime("2010/01/01 00:00:00 UTC")
    days = [first + day for day in range(6_000)]
    span = range(len(words))
    for rid in rids:
        title, summary, rest = WORDS_IN_TITLE, WORDS_IN_SUMMARY, WORDS_IN_TEXT
        drawn = chance.choices(span, cum_weights=weights, k=title + summary + rest)
        code = chance.choice(places)
        kind = chance.choice(KINDS)
        published = rid % 10 != 0
        values["themes"][rid] = chance.sample(THEMES, 2)
        values["sectors"][rid] = chance.sample(SECTORS, 2)
        values["hazards"][rid] = chance.sample(HAZARDS, 1)
        values["agencies"][rid] = chance.sample(AGENCIES, 2)
        values["countries"][rid] = ["PH"]
        values["territories"][rid] = above[code]
        if kind in ("Service", "Resource"):
            values["kinds"][rid] = [chance.choice([k for k in SUBKINDS if k.startswith(kind)])]
        values["allowedRolesAndUsers"][rid] = (
            ["Anonymous"] if published else ["Manager", *chance.sample(GROUPS, 2)]
        )
        fields["portal_type"][rid] = kind
        fields["year"][rid] = 2000 + rid % 27
        fields["Language"][rid] = "tl" if rid % 3 == 0 else "en"
        named = " ".join(words[each] for each in drawn[:title])
        fields["sortable_title"][rid] = named
        flags["featured"][rid] = int(rid % 50 == 0)
        flags["promising"][rid] = int(rid % 4 == 0)
        effective[rid] = days[chance.randrange(len(days))]
        said = [wids[each] for each in drawn]
        texts["Title"][rid] = said[:title]
        texts["Description"][rid] = said[title : title + summary]
        texts["SearchableText"][rid] = said
        records[rid] = named, " ".join(words[each] for each in drawn[title : title + summary])
    for name, by_rid in values.items():
        _keywords(catalog.getIndex(name), by_rid)
    for name, by_rid in fields.items():
        _fields(catalog.getIndex(name), by_rid)
    for name, by_rid in flags.items():
        _flags(catalog.getIndex(name), by_rid)
    for name, by_rid in texts.items():
        _texts(catalog.getIndex(name), by_rid)
    _dates(catalog, effective)
    _records(catalog, records, fields, values, effective)
    transaction.commit()


def _grouped(by_rid):
    groups = defaultdict(list)
    for rid, value in by_rid.items():
        for each in value if isinstance(value, list) else (value,):
            groups[each].append(rid)
    return groups


def _counted(index):
    index._increment_counter()


def _keywords(index, by_rid):
    for value, rids in _grouped(by_rid).items():
        known = index._index.get(value)
        if known is None:
            index._index[value] = IITreeSet(rids)
            index._length.change(1)
        else:
            known.update(rids)
    index._unindex.update(by_rid)
    _counted(index)


_fields = _keywords


def _flags(index, by_rid):
    for rid, value in by_rid.items():
        index.insertForwardIndexEntry(value, rid)
    _counted(index)


def _texts(index, by_rid):
    okapi = index.index
    frequencies = defaultdict(dict)
    for rid, said in by_rid.items():
        for wid, count in Counter(said).items():
            frequencies[wid][rid] = count
    for wid, by_document in frequencies.items():
        known = okapi._wordinfo.get(wid)
        if known is not None:
            by_document.update(known)
        else:
            okapi.length.change(1)
        is_short = len(by_document) < okapi.DICT_CUTOFF
        okapi._wordinfo[wid] = by_document if is_short else IIBTree(by_document)
    okapi._docweight.update({rid: len(said) for rid, said in by_rid.items()})
    okapi._docwords.update({rid: WidCode.encode(said) for rid, said in by_rid.items()})
    okapi.document_count.change(len(by_rid))
    okapi._totaldoclen.change(sum(map(len, by_rid.values())))


def _dates(catalog, effective):
    index = catalog.getIndex("effective")
    by_rid = {rid: index._convert(day) for rid, day in effective.items()}
    for value, rids in _grouped(by_rid).items():
        index._index[value] = IITreeSet(rids)
    index._unindex.update(by_rid)
    _counted(index)
    ranges = catalog.getIndex("effectiveRange")
    since = {rid: ranges._convertDateTime(day) for rid, day in effective.items()}
    for value, rids in _grouped(since).items():
        ranges._since_only[value] = IITreeSet(rids)
    ranges._unindex.update({rid: (value, None) for rid, value in since.items()})
    _counted(ranges)


def _records(catalog, records, fields, values, effective):
    place = catalog.schema
    empty = [None] * len(catalog.names)
    data, uids, paths = {}, {}, {}
    for rid, (title, summary) in records.items():
        record = list(empty)
        said = {
            "Title": title.capitalize(),
            "Description": summary,
            "portal_type": fields["portal_type"][rid],
            "review_state": "published",
            "getId": f"document-{rid}",
            "UID": f"{rid:032x}",
            "themes": tuple(values["themes"][rid]),
            "countries": ("PH",),
            "territory_codes": (values["territories"][rid][0],),
            "year": fields["year"][rid],
            "effective": effective[rid],
            "is_example": False,
        }
        for name, value in said.items():
            if name in place:
                record[place[name]] = value
        path = f"/plone/corpus/document-{rid}"
        data[rid], uids[path], paths[rid] = tuple(record), rid, path
    catalog.data.update(data)
    catalog.uids.update(uids)
    catalog.paths.update(paths)
    catalog._length.change(len(records))
