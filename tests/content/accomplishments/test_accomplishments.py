"""What others accomplished: who sees what of it, and how it is narrowed."""

from clkss.content.accomplishments import rules
from clkss.content.committees import content as committees
from clkss.content.committees.access import chain
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms import sharing
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from hypothesis import given
from hypothesis import strategies as st
from plone.dexterity.utils import createContentInContainer
from xml.etree import ElementTree

import pytest
import transaction


STATES = {
    "Kept in the room": rooms.SHARE_ROOM,
    "Told to all committees": rooms.SHARE_NETWORK,
    "Told to everybody": rooms.SHARE_PUBLIC,
    "Only a draft": None,
}


@pytest.fixture
def papers(site):
    """A paper in each state in the rooms of two municipalities."""
    for line in (DANAO, BONTOC):
        with acting_as(site, "admin"):
            room = committees.get(line.municipal) or committees.create(line.municipal)
        for title, step in STATES.items():
            with acting_as(site, f"{line.prefix}municipal.secretary"):
                paper = createContentInContainer(
                    room,
                    "RoomDocument",
                    checkConstraints=False,
                    title=f"{title} of {line.names[1]}",
                    text="Done.",
                )
                if step:
                    sharing.act(paper, step)
    transaction.commit()


def titles(browser):
    return {
        f"{title} of {place}"
        for title in STATES
        for place in ("Panglao", "Bontoc")
        if f"{title} of {place}" in browser.contents
    }


@pytest.mark.usefixtures("papers")
def test_each_sees_what_was_shared_with_them(site, browse):
    public = {"Told to everybody of Panglao", "Told to everybody of Bontoc"}
    shared = public | {"Told to all committees of Panglao", "Told to all committees of Bontoc"}
    for person, sees in {
        None: public,
        "member": public,
        "barangay.contributor": shared,
        "other.municipal.secretary": shared,
    }.items():
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/accomplishments")
        assert titles(browser) == sees, person
        browser.open(f"{site.absolute_url()}/accomplishments.atom")
        assert titles(browser) == sees, person
        assert ElementTree.fromstring(browser.contents).tag.endswith("feed")


@pytest.mark.usefixtures("papers")
def test_what_is_taken_back_is_gone_and_shared_again_there_once(site, browse):
    room = committees.get(DANAO.municipal)
    (paper,) = [each for each in room.objectValues() if each.title.startswith("Told to everybody")]
    for step, there in ((rooms.TAKE_BACK, 0), (rooms.SHARE_ROOM, 0), (rooms.SHARE_PUBLIC, 1)):
        with acting_as(site, "municipal.secretary"):
            sharing.act(paper, step)
        transaction.commit()
        browser = browse("barangay.contributor" if there else None)
        for ending in ("", ".atom"):
            browser.open(f"{site.absolute_url()}/accomplishments{ending}")
            assert (paper.title in browser.contents) is bool(there), (step, ending)
        browser.open(f"{site.absolute_url()}/accomplishments")
        assert browser.contents.count(f">{paper.title}</a>") == there


@pytest.mark.usefixtures("papers")
def test_a_reader_narrows_it_to_a_place_and_a_level(site, browse):
    browser = browse()
    url = f"{site.absolute_url()}/accomplishments"
    for asked, places in {
        f"place={DANAO.regional}": {"Panglao"},
        f"place={DANAO.barangay}": set(),
        f"level=municipal&place={BONTOC.provincial}": {"Bontoc"},
        "level=barangay": set(),
        "level=nonsense&place=nonsense&b_start=x": {"Panglao", "Bontoc"},
        "b_start=99999999999": set(),
    }.items():
        browser.open(f"{url}?{asked}")
        assert titles(browser) == {f"Told to everybody of {place}" for place in places}, asked


@pytest.mark.usefixtures("papers")
def test_a_committee_s_page_leads_to_its_neighbours(site, browse):
    browser = browse()
    browser.open(site["committees"][DANAO.municipal].absolute_url())
    browser.getLink("Committees of the same level").click()
    assert titles(browser) == {"Told to everybody of Panglao", "Told to everybody of Bontoc"}


@given(
    st.lists(st.sampled_from([DANAO.municipal, BONTOC.barangay, "PH", "PH-knowledge", "x", None])),
    st.integers(0, 60),
    st.sampled_from(["", "municipal", "national"]),
)
def test_pages_give_each_entry_once(keys, start, level):
    keys = keys * 9
    found = [(number, rules.where(key, chain)) for number, key in enumerate(keys)]
    choice = rules.Choice(level=level)
    entries, more = rules.page(found, choice, start)
    everything = [n for n, where in found if where is not None and choice.holds(where)]
    assert entries == everything[start : start + rules.SIZE]
    assert more == (len(everything) > start + rules.SIZE)
