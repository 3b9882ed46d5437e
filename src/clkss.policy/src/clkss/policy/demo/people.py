"""The demo people: all invented, one for each kind of person along two lines of territory."""

from dataclasses import dataclass


NATION = "PH"
KNOWLEDGE = "PH-knowledge"


@dataclass(frozen=True)
class Line:
    """A line of territory from a barangay up to its region.

    :param prefix: what the names of its people begin with.
    :param barangay: code of the barangay; so for the other levels.
    :param names: short names of the places, the lowest first.
    """

    prefix: str
    barangay: str
    municipal: str
    provincial: str
    regional: str
    names: tuple[str, str, str, str]


DANAO = Line(
    "",
    "0701233003",
    "0701233000",
    "0701200000",
    "0700000000",
    ("Danao", "Panglao", "Bohol", "Central Visayas"),
)
BONTOC = Line(
    "other.",
    "1404404016",
    "1404404000",
    "1404400000",
    "1400000000",
    ("Poblacion", "Bontoc", "Mountain Province", "Cordillera"),
)

LINES = (DANAO, BONTOC)


@dataclass(frozen=True)
class Service:
    """One clearance of a demo person.

    :param committee: key of the committee.
    :param function: contributor, caseworker, secretary, monitor or member.
    :param agency: token of the agency the person speaks for, if any.
    """

    committee: str
    function: str
    agency: str | None = None


@dataclass(frozen=True)
class Person:
    """An invented person.

    :param id: the name to sign in with.
    :param fullname: plainly invented.
    :param services: the clearances, none for an ordinary member.
    """

    id: str
    fullname: str
    services: tuple[Service, ...] = ()

    @property
    def email(self) -> str:
        """An address that can reach nobody (RFC 2606)."""
        return f"{self.id}@clkss.example"


def _line(line: Line) -> tuple[Person, ...]:
    barangay, town, province, region = line.names
    table = (
        ("barangay.contributor", "Barangay Contributor", barangay, line.barangay, "contributor"),
        ("barangay.secretary", "Barangay Secretary", barangay, line.barangay, "secretary"),
        ("municipal.contributor", "Municipal Contributor", town, line.municipal, "contributor"),
        ("municipal.secretary", "Municipal Secretary", town, line.municipal, "secretary"),
        ("municipal.caseworker", "Municipal Caseworker", town, line.municipal, "caseworker"),
        ("provincial.secretary", "Provincial Secretary", province, line.provincial, "secretary"),
        ("provincial.monitor", "Provincial Monitor", province, line.provincial, "monitor"),
        ("regional.secretary", "Regional Secretary", region, line.regional, "secretary"),
        ("regional.monitor", "Regional Monitor", region, line.regional, "monitor"),
        ("national.secretary", "National Secretary", "", NATION, "secretary"),
        ("national.monitor", "National Monitor", "", NATION, "monitor"),
        ("national.editor", "Knowledge Editor", "", KNOWLEDGE, "member"),
        ("dswd.caseworker", "DSWD Caseworker", town, line.municipal, "caseworker", "DSWD"),
        ("deped.caseworker", "DepEd Caseworker", town, line.municipal, "caseworker", "DepEd"),
        ("dole.inspector", "DOLE Inspector", town, line.municipal, "caseworker", "DOLE"),
    )
    people = tuple(
        Person(
            f"{line.prefix}{name}",
            _fullname(title, place or ("second" if line.prefix else "")),
            (Service(committee, function, *agency),),
        )
        for name, title, place, committee, function, *agency in table
    )
    return (*people, Person(f"{line.prefix}member", _fullname("Member", barangay)))


def _fullname(title: str, place: str) -> str:
    return f"Demo {title} ({place})" if place else f"Demo {title}"


PEOPLE = tuple(person for line in LINES for person in _line(line))
"""Everyone, the line of Danao first."""


def person(user_id: str) -> Person:
    """Give a demo person by name.

    :param user_id: for example ``barangay.contributor``.
    :raises KeyError: for a name that is not in the demo.
    """
    return _BY_ID[user_id]


_BY_ID = {someone.id: someone for someone in PEOPLE}
