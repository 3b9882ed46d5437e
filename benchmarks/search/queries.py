"""What people look for, and what they mean by it.

A query's meaning is given by facts of the generated documents (:mod:`judging` turns them into
grades) and, for the demo, document by document. Every third query is held out: nobody looks at
how it fares while the search is being tuned.
"""

from typing import NamedTuple


class Asked(NamedTuple):
    """A query and what its words mean.

    ``topic`` is what a good answer is about, ``place`` where, ``portal_type`` in which form;
    ``says`` are parts of sentences of which a good answer holds one, ``lacks`` of which it holds
    none; ``author`` and ``agency`` are whose it is. ``demo`` holds grades of single documents.
    """

    words: str
    topic: str = ""
    place: str = ""
    portal_type: str = ""
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    author: str = ""
    agency: str = ""
    demo: tuple[tuple[str, int], ...] = ()


def grades(**by_code: int) -> tuple[tuple[str, int], ...]:
    """Write down grades of documents of the demo.

    :param by_code: the grade by code, with ``_`` for ``-``; ``ilo_01`` is ``ilo-2010-01``.
    """
    return tuple(
        (name.replace("ilo_", "ilo-2010-").replace("_", "-"), grade)
        for name, grade in by_code.items()
    )


QUERIES = (
    Asked("child domestic workers", "domestic", demo=grades(ilo_07=1, demo_25=2)),
    Asked("kasambahay", "domestic", demo=grades(demo_25=2)),
    Asked("house helper", "domestic", demo=grades(demo_25=2)),
    Asked("sunday club for house helpers", "domestic", says=("A Sunday club",)),
    Asked(
        "children in fishing",
        "fishing",
        demo=grades(demo_01=3, demo_02=3, demo_04=3, demo_10=3, demo_35=1),
    ),
    Asked(
        "mga batang mangingisda",
        "fishing",
        demo=grades(demo_01=2, demo_02=2, demo_04=2, demo_10=2, demo_35=1),
    ),
    Asked(
        "compressor diving",
        "fishing",
        says=("Boys dive with a hose", "sumisisid gamit ang compressor"),
        demo=grades(demo_04=3),
    ),
    Asked("children on sugarcane plantations", "sugar", demo=grades(demo_34=3)),
    Asked("tubuhan", "sugar", demo=grades(demo_34=2)),
    Asked("gold mining", "mining", demo=grades(demo_33=3, demo_24=2)),
    Asked(
        "mercury",
        "mining",
        says=("burn amalgam with mercury", "for mercury in the blood", "gumagamit ng asoge"),
        demo=grades(demo_33=3),
    ),
    Asked("minahan ng ginto", "mining", demo=grades(demo_33=2, demo_24=1)),
    Asked("fireworks", "fireworks"),
    Asked(
        "firecracker explosion",
        "fireworks",
        says=("An explosion in a backyard", "nasawi sa pagsabog"),
    ),
    Asked("paputok", "fireworks"),
    Asked("waste pickers", "scavenging", demo=grades(demo_32=3, ilo_10=1)),
    Asked("dumpsite scavengers", "scavenging", demo=grades(demo_32=3, ilo_10=1)),
    Asked("nangangalakal", "scavenging", demo=grades(demo_32=2)),
    Asked("street children", "street", demo=grades(demo_35=2, demo_32=1, ilo_10=1)),
    Asked("batang lansangan", "street", demo=grades(demo_35=3)),
    Asked(
        "begging at traffic lights",
        "street",
        says=("Begging syndicates", "Namamalimos ang mga bata", "Children sell garlands"),
    ),
    Asked(
        "human trafficking of children",
        "trafficking",
        demo=grades(ilo_09=3, ilo_15=3, ilo_07=1, demo_26=3, demo_36=2),
    ),
    Asked(
        "illegal recruiters",
        "trafficking",
        says=("Recruiters promise", "ilegal na recruiter", "list of recruiters"),
        demo=grades(demo_26=1),
    ),
    Asked("online sexual abuse", "exploitation", demo=grades(ilo_15=1)),
    Asked("commercial sexual exploitation", "exploitation", demo=grades(ilo_15=3)),
    Asked("out-of-school youth", "schooling", demo=grades(demo_34=1, demo_11=1)),
    Asked(
        "catch-up classes for dropouts",
        "schooling",
        demo=grades(demo_34=3, demo_11=1, demo_01=2, ilo_12=1),
    ),
    Asked("batang huminto sa pag-aaral", "schooling", demo=grades(demo_03=2, demo_35=1)),
    Asked("school feeding", "feeding"),
    Asked("free lunch for pupils", "feeding"),
    Asked("conditional cash transfer", "cash", demo=grades(ilo_14=3, ilo_07=1)),
    Asked("ayuda", "cash", demo=grades(ilo_14=1)),
    Asked("livelihood for parents", "livelihood", demo=grades(demo_02=3, demo_31=2, demo_05=1)),
    Asked("kabuhayan", "livelihood", demo=grades(demo_02=2, demo_31=1)),
    Asked("labour inspectors", "inspection", demo=grades(ilo_16=3)),
    Asked("labor inspection", "inspection", demo=grades(ilo_16=3, ilo_01=1, ilo_11=1)),
    Asked("skills training for youth", "skills", demo=grades(demo_24=3, demo_06=2, ilo_08=2)),
    Asked("vocational course apprentice", "skills", demo=grades(demo_24=2, demo_06=1)),
    Asked(
        "typhoon evacuation",
        "disaster",
        says=("After the storm", "Evacuation centres", "pagkatapos ng bagyo", "evacuation center"),
    ),
    Asked("bagyo", "disaster"),
    Asked("indigenous children at school", "indigenous", demo=grades(demo_21=3, demo_28=3)),
    Asked("katutubo", "indigenous", demo=grades(demo_21=2, demo_28=2, demo_22=2)),
    Asked("shelter for rescued children", "rescue"),
    Asked("rescue team social worker", "rescue", says=("A rescue team", "sa bawat pagsagip")),
    Asked("community monitoring", "monitoring", demo=grades(ilo_10=2, ilo_11=2, demo_10=2)),
    Asked("register of working children", "monitoring", demo=grades(ilo_10=1, ilo_11=1)),
    Asked("pesticides", "pesticides"),
    Asked("spraying on rice farms", "pesticides"),
    Asked("child porters in markets", "porters", demo=grades(demo_05=3)),
    Asked("kargador sa palengke", "porters", demo=grades(demo_05=2)),
    Asked("minors on construction sites", "construction"),
    Asked("legal aid", "courts"),
    Asked("penalty", "courts", says=("Fines and prison", "Itinaas ng batas ang multa")),
    Asked("radio plays by children", "radio", demo=grades(demo_08=3)),
    Asked("tinig ng mga bata", "radio", demo=grades(demo_08=2, ilo_09=2)),
    Asked("fishing Masbate", "fishing", "0504100000"),
    Asked("street children Cebu City", "street", "0730600000"),
    Asked("mining in Camarines Norte", "mining", "0501600000", demo=grades(demo_33=3)),
    Asked("fireworks General Santos", "fireworks", "1230800000"),
    Asked("livelihood Negros Occidental", "livelihood", "1804500000"),
    Asked("Bohol", place="0701200000"),
    Asked("Davao", place="1130700000"),
    Asked("dropouts Bulacan", "schooling", "0301400000"),
    Asked("trafficking Negros Occidental", "trafficking", "1804500000"),
    Asked("shelter Surigao City", "rescue", "1606724000"),
    Asked("vocational courses Benguet", "skills", "1401100000"),
    Asked("study of child domestic workers", "domestic", portal_type="Resource"),
    Asked("case study domestic worker", "domestic", portal_type="CaseStudy"),
    Asked("programme for child miners", "mining", portal_type="Programme"),
    Asked("forum on trafficking", "trafficking", portal_type="Event"),
    Asked("handbook on pesticides", "pesticides", portal_type="Resource"),
    Asked("help desk livelihood", "livelihood", portal_type="Service"),
    Asked("TESDA", agency="TESDA"),
    Asked("NCIP", agency="NCIP"),
    Asked("Philippine Information Agency", agency="PIA"),
    Asked("author:Villanueva", author="Ramon Villanueva"),
    Asked('author:"Peter Oduya" mining', "mining", author="Peter Oduya"),
    Asked("author:Dimaculangan", author="Luz Dimaculangan"),
    Asked("title:paputok", "fireworks", says=("aputok",)),
    Asked("place:Palawan indigenous", "indigenous", "1705300000"),
    Asked("place:Masbate", place="0504100000"),
    Asked(
        "street children -begging",
        "street",
        lacks=("begging", "Begging"),
        demo=grades(demo_35=2, demo_32=1),
    ),
    Asked(
        "gold mining -mercury",
        "mining",
        lacks=("mercury",),
        demo=grades(demo_24=2),
    ),
    Asked("feeding -garden", "feeding", lacks=("garden",)),
    Asked('"cash for work"', "disaster", says=("Cash for work",)),
    Asked('"dead season"', "sugar", says=("dead season",)),
    Asked('"field schools"', "pesticides", says=("field schools",)),
    Asked("pyrotech*", "fireworks", says=("yrotechnics",)),
    Asked("apprent*", "skills", says=("pprentice",)),
    Asked("psychol*", "rescue", says=("Psychologists",)),
    Asked("Mi Familia Progresa", demo=grades(ilo_14=3)),
    Asked("SCREAM method", demo=grades(ilo_03=3)),
    Asked("seaweed", demo=grades(demo_02=3)),
    Asked("school calendar rice harvest", demo=grades(demo_21=3, demo_34=1, demo_27=1)),
    Asked("roadmaps Central America", demo=grades(ilo_17=3, ilo_15=1, ilo_16=1)),
    Asked("Mekong youth forum", demo=grades(ilo_09=3)),
    Asked("monitoring system Kosovo", demo=grades(ilo_10=3, ilo_11=1)),
    Asked("hazardous work list Timor-Leste", demo=grades(ilo_05=3)),
    Asked("child labour free zones", demo=grades(ilo_06=3)),
    Asked("teachers' unions", demo=grades(ilo_12=3, ilo_03=3, ilo_06=1, ilo_04=1)),
    Asked("naglalako sa pantalan", "street", demo=grades(demo_35=3)),
    Asked("bus companies unaccompanied child", demo=grades(demo_26=3)),
    Asked("trade union policy Zambia", demo=grades(ilo_04=3)),
    Asked("how to keep boys out of gold mines", "mining", demo=grades(demo_33=3, demo_24=3)),
    Asked("what can a market do about children who carry loads", "porters", demo=grades(demo_05=3)),
    Asked("children who left school in Davao City", "schooling", "1130700000"),
    Asked("sino ang tumutulong sa mga biktima ng trafficking", "trafficking"),
    Asked("Republic Act 9231", says=("Republic Act 9231",)),
    Asked("RA 9231", says=("Republic Act 9231",)),
    Asked("child labor in sugar", "sugar", demo=grades(demo_34=3)),
    Asked(
        "konseho para sa proteksyon ng bata",
        "monitoring",
        says=("council for the protection", "konseho para sa proteksiyon"),
    ),
)

HELD_OUT = frozenset(asked.words for asked in QUERIES[2::3])
"""The queries that nobody tunes for."""
