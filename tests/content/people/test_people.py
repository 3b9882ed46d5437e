"""Profiles, the directory, one's own data, and deleting an account."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.committees.directory import full_name
from clkss.content.people import consent
from clkss.content.people import mirror
from clkss.content.people import store
from clkss.content.people import tables
from clkss.content.people import words
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from io import BytesIO
from pathlib import Path
from PIL import ExifTags
from PIL import Image
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from sqlalchemy import select
from urllib.parse import quote

import ast
import clkss.content
import json
import pytest
import re
import transaction


ABOUT = "CANARY-ABOUT plays the kulintang"


def bare(html):
    return re.sub(r'(?:value|data-token)="[^"]*"|came_from=[^"]*|people/[0-9a-z/.]*', "", html)


@pytest.fixture
def write(site, browse):
    """Have somebody fill in the form of the profile."""

    def write(person, photo=None, **values):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/people/me/edit")
        for name, value in values.items():
            name = "expertise:list" if name == "expertise" else name.replace("_", "-")
            browser.getControl(name=name).value = value
        if photo is not None:
            browser.getControl(name="photo").add_file(photo, "image/jpeg", "me.jpg")
        browser.getControl("Save").click()
        transaction.begin()
        return browser

    return write


def picture():
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "CANARY-CAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (9.0, 34.0, 0.0)
    out = BytesIO()
    Image.new("RGB", (1200, 800), "navy").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


class TestProfile:
    def test_a_photo_is_drawn_anew_and_small(self, site, write, browse):
        write("municipal.secretary", photo=picture(), reads_photo=["members"])
        data = store.photo("municipal.secretary")
        assert b"CANARY" not in data
        with Image.open(BytesIO(data)) as kept:
            assert kept.format == "JPEG"
            assert max(kept.size) == 320
            assert not kept.getexif()
        public = store.of("municipal.secretary").public
        address = f"{site.absolute_url()}/people/{public}/photo"
        statuses = {}
        for person in ("barangay.contributor", "member", None):
            browser = browse(person)
            browser.followRedirects = False
            browser.open(address)
            statuses[person] = browser.headers["Status"][:3]
            kind = browser.headers["Content-Type"]
            assert (kind == "image/jpeg") is (statuses[person] == "200")
        assert statuses["barangay.contributor"] == "200"
        assert "200" not in (statuses["member"], statuses[None])

    def test_what_is_no_picture_is_refused(self, write):
        browser = write("municipal.secretary", photo=BytesIO(b"<svg onload='alert(1)'/>"))
        assert browser.headers["Status"].startswith("422")
        assert store.photo("municipal.secretary") is None

    def test_only_what_one_says_can_be_posted(self, site, browse):
        before = store.of("municipal.secretary").public
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/people/me/edit")
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(
            f"{site.absolute_url()}/people/me/edit",
            f"clkss_token={token}&name=New+Name&public=0&person=barangay.secretary"
            "&roles:list=Manager&expertise:list=education&expertise:list=nonsense"
            "&reads-about=everybody",
        )
        transaction.begin()
        row = store.of("municipal.secretary")
        assert (row.public, row.name) == (before, "New Name")
        assert json.loads(row.expertise) == ["education"]
        assert json.loads(row.audiences) == {}
        assert full_name(site, "municipal.secretary") == "New Name"
        assert store.of("barangay.secretary").name != "New Name"

    def test_a_forged_form_changes_nothing(self, site, browse):
        browser = browse("municipal.secretary")
        browser.post(f"{site.absolute_url()}/people/me/edit", "name=Forged")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert full_name(site, "municipal.secretary") != "Forged"

    def test_each_field_is_read_by_whom_it_is_for(self, site, write, browse):
        readers = {
            "members": {"municipal.contributor", "barangay.secretary", "other.national.editor"},
            "committee": {"municipal.contributor"},
            "oneself": set(),
        }
        asked = ("municipal.contributor", "barangay.secretary", "other.national.editor", "member")
        public = store.of("municipal.secretary").public
        for audience, expected in readers.items():
            write("municipal.secretary", about=ABOUT, reads_about=[audience])
            seeing = set()
            for person in (*asked, None):
                browser = browse(person)
                browser.open(f"{site.absolute_url()}/people/{public}")
                if "CANARY-ABOUT" in browser.contents:
                    seeing.add(person)
            assert seeing == expected, audience


class TestDirectory:
    def find(self, site, browse, query, person="barangay.contributor"):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/people?{query}")
        return set(re.findall(r'href="[^"]*/people/[0-9a-f]{20}"[^>]*>([^<]+)<', browser.contents))

    def test_people_are_found_by_what_they_are(self, site, browse, write):
        def find(query):
            return self.find(site, browse, query)

        assert find("q=municipal+secr") == {
            "Demo Municipal Secretary (Panglao)",
            "Demo Municipal Secretary (Bontoc)",
        }
        assert find("q=nobody") == set()
        assert find(f"q=secretary&place={DANAO.municipal}") == {
            "Demo Municipal Secretary (Panglao)",
            "Demo Barangay Secretary (Danao)",
        }
        assert find("agency=DepEd") == {
            "Demo DepEd Caseworker (Panglao)",
            "Demo DepEd Caseworker (Bontoc)",
        }
        assert find("expertise=education") == set()
        write("municipal.secretary", expertise=["education"], reads_expertise=["committee"])
        assert find("expertise=education") == set(), "found only by what all may read"
        write("municipal.secretary", expertise=["education"], reads_expertise=["members"])
        assert find("expertise=education") == {"Demo Municipal Secretary (Panglao)"}
        write("municipal.secretary", organisation="Kapitolyo", reads_organisation=["oneself"])
        assert find("q=kapitolyo") == set()
        write("municipal.secretary", organisation="Kapitolyo", reads_organisation=["members"])
        assert find("q=kapitolyo") == {"Demo Municipal Secretary (Panglao)"}

    def test_it_is_batched(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(f"{site.absolute_url()}/people")
        first = set(re.findall(r"/people/([0-9a-f]{20})", browser.contents))
        assert len(first) == 20
        browser.getLink("Next").click()
        second = set(re.findall(r"/people/([0-9a-f]{20})", browser.contents))
        serving = sum(1 for person in PEOPLE if person.services)
        assert len(first | second) == serving
        assert not first & second

    def test_no_address_and_no_account_is_in_it(self, site, browse):
        browser = browse("barangay.contributor")
        for start in (0, 20):
            browser.open(f"{site.absolute_url()}/people?start={start}")
            assert "@example.org" not in browser.contents
            own = browser.contents.replace("barangay.contributor", "")
            assert not [person.id for person in PEOPLE if f"{person.id}<" in own]

    @pytest.mark.parametrize("person", ["member", None])
    def test_whoever_serves_nowhere_learns_nothing(self, site, browse, person):
        known = store.of("municipal.secretary").public
        answers = {}
        for path in (
            known,
            "0" * 20,
            f"{known}/photo",
            "municipal.secretary",
            "municipal.secretary@example.org",
            "nobody",
        ):
            browser = browse(person)
            browser.open(f"{site.absolute_url()}/people/{path}")
            shown = bare(browser.contents.replace(quote(path, safe=""), "").replace(path, ""))
            answers[path] = (browser.headers["Status"], shown)
        assert len({status for status, _page in answers.values()}) == 1
        assert answers[known] == answers["0" * 20]
        assert answers["municipal.secretary"] == answers["nobody"]
        for query in ("q=secretary", "q=nobody", f"place={DANAO.municipal}", ""):
            browser = browse(person)
            browser.open(f"{site.absolute_url()}/people?{query}")
            assert "Demo Municipal" not in browser.contents

    def test_somebody_who_stopped_serving_is_gone_at_once(self, site, browse):
        public = store.of("municipal.secretary").public
        clearances.revoke("municipal.secretary", DANAO.municipal)
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{site.absolute_url()}/people/{public}")
        assert browser.headers["Status"].startswith("404")
        assert self.find(site, browse, "q=municipal+secretary") == {
            "Demo Municipal Secretary (Bontoc)"
        }

    def test_the_night_mends_what_the_directory_lost(self, site, browse):
        store.erase("municipal.secretary")
        transaction.commit()
        assert len(self.find(site, browse, "q=municipal+secretary")) == 1
        mirror.everybody(site)
        transaction.commit()
        assert len(self.find(site, browse, "q=municipal+secretary")) == 2


class TestMyData:
    def test_all_is_handed_over_and_only_to_oneself(self, site, write, browse, audited):
        write("municipal.secretary", about=ABOUT, photo=picture())
        with acting_as(site, "municipal.secretary"):
            consent.agree("municipal.secretary", consent.notice("en"))
        transaction.commit()
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/people/me/data")
        assert "CANARY-ABOUT" in browser.contents
        browser.getLink("Download as a file").click()
        assert browser.headers["Content-Type"].startswith("application/json")
        found = json.loads(browser.contents)
        assert found["account"][0]["mail"] == "municipal.secretary@example.org"
        assert found["profile"][0]["about"] == ABOUT
        assert found["profile"][0]["photo"] is True
        assert found["clearances"][0]["committee"] == DANAO.municipal
        assert found["consents"][0]["text"].startswith("When you join")
        assert any(each["action"] == "person.profile-changed" for each in found["traces"])
        assert [entry.actor for entry in audited("person.data-taken")] == ["municipal.secretary"]
        for person in ("provincial.secretary", "member"):
            other = browse(person)
            other.open(f"{site.absolute_url()}/people/me/data.json")
            assert "CANARY" not in other.contents
            assert "municipal.secretary@" not in other.contents

    def test_visitors_are_asked_who_they_are(self, site, browse):
        for path in ("me", "me/data", "me/data.json", "me/delete", "me/edit", "me/photo"):
            browser = browse()
            browser.open(f"{site.absolute_url()}/people/{path}")
            assert "/login" in browser.url


def test_all_that_rooms_know_is_named_in_words_that_are_translated():
    """Keys of what ``known`` returns; a room that adds one adds its word."""
    place = Path(clkss.content.__path__[0])
    unnamed = {
        (path.parent.name, key.value)
        for path in place.rglob("data.py")
        if "people.data" in path.read_text() or path.parent.name == "people"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and key.value not in words.KEYS
    }
    assert not unnamed


class TestTheNotice:
    def test_who_never_agreed_is_asked_on_every_page_and_kept_from_none(
        self, site, browse, audited
    ):
        asking = "Please read the privacy notice"
        browser = browse("member")
        for path in ("", "my-work", "join"):
            browser.open(f"{site.absolute_url()}/{path}")
            assert browser.headers["Status"].startswith("200")
            assert asking in browser.contents
        browser.getLink(asking).click()
        assert asking not in browser.contents
        browser.getControl("I agree").click()
        assert asking not in browser.contents
        transaction.begin()
        (agreed,) = consent.of_person("member")
        assert (agreed.version, agreed.digest) == (1, consent.notice("en").digest)
        assert [entry.actor for entry in audited("person.agreed")] == ["member"]
        for person in (None, SITE_OWNER_NAME):
            other = browse(person, SITE_OWNER_PASSWORD)
            other.open(site.absolute_url())
            assert asking not in other.contents

    def test_a_store_that_does_not_answer_shuts_nobody_out(self, site, browse, monkeypatch):
        def fail(person):
            raise relational.StoreBusy("not now")

        monkeypatch.setattr(consent, "agreed", fail)
        browser = browse("member")
        browser.open(site.absolute_url())
        assert browser.headers["Status"].startswith("200")
        assert "Please read the privacy notice" not in browser.contents

    def test_a_new_version_asks_again(self, site, browse):
        with acting_as(site, "member"):
            consent.agree("member", consent.notice("en"))
        transaction.commit()
        browser = browse("member")
        browser.open(f"{site.absolute_url()}/my-work")
        assert "The privacy notice has changed" not in browser.contents

        admin = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        admin.open(f"{site.absolute_url()}/@@clkss-privacy-notice")
        admin.getControl(name="text-en").value = "We keep less now.\n\nReally."
        admin.getControl("Save").click()
        browser.open(f"{site.absolute_url()}/my-work")
        assert "The privacy notice has changed" not in browser.contents, "a mistake was mended"
        admin.getControl(name="again").value = True
        admin.getControl("Save").click()
        browser.open(f"{site.absolute_url()}/my-work")
        browser.getLink("The privacy notice has changed").click()
        assert "We keep less now." in browser.contents
        browser.getControl("I agree").click()
        transaction.begin()
        assert [row.version for row in consent.of_person("member")] == [2, 1]
        browser.open(f"{site.absolute_url()}/my-work")
        assert "The privacy notice has changed" not in browser.contents

    @pytest.mark.parametrize("person", ["national.secretary", "member", None])
    def test_only_administrators_write_it(self, site, browse, person):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/@@clkss-privacy-notice")
        assert "Notice in English" not in browser.contents
        before = consent.notice("en")
        browser.open(f"{site.absolute_url()}/join")
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(
            f"{site.absolute_url()}/@@clkss-privacy-notice",
            f"clkss_token={token}&text-en=Nothing&text-tl=Wala&again=1",
        )
        transaction.begin()
        assert consent.notice("en") == before


class TestDeleting:
    PERSON = "barangay.contributor"

    def draft(self, site):
        with acting_as(site, self.PERSON):
            item = api.content.create(site.practices, "GoodPractice", title="Stays")
        transaction.commit()
        return item

    def left(self, person):
        found = []
        for table in relational.metadata["facts"].tables.values():
            with relational.read() as connection:
                for row in connection.execute(select(table)):
                    found += [table.name for value in row if value == person]
        return set(found)

    def assert_gone(self, site, item):
        transaction.begin()
        assert site.acl_users.getUserById(self.PERSON) is None
        assert clearances.clearances(self.PERSON) == []
        assert store.of(self.PERSON) is None
        assert store.photo(self.PERSON) is None
        for table in (tables.profiles, tables.photos, tables.services, tables.consents):
            assert table.name not in self.left(self.PERSON)
        assert item.title == "Stays"
        assert full_name(site, item.Creator()) == "former member"
        assert site.portal_memberdata._members.get(self.PERSON) is None

    def test_with_the_password_everything_personal_goes(self, site, browse, write, audited):
        item = self.draft(site)
        write(self.PERSON, about=ABOUT, photo=picture())
        with acting_as(site, self.PERSON):
            consent.agree(self.PERSON, consent.notice("en"))
        transaction.commit()
        browser = browse(self.PERSON)
        browser.open(f"{site.absolute_url()}/people/me/delete")
        browser.getControl(name="password").value = "a wrong guess"
        browser.getControl("Delete my account").click()
        assert "This password was not accepted." in browser.contents
        transaction.begin()
        assert site.acl_users.getUserById(self.PERSON) is not None
        browser.getControl(name="password").value = PASSWORD
        browser.getControl("Delete my account").click()
        self.assert_gone(site, item)
        (entry,) = audited("account.deleted")
        assert json.loads(entry.detail) == {"user": self.PERSON}
        secretary = browse("barangay.secretary")
        secretary.open(f"{item.absolute_url()}/@@review-history")
        assert "Demo Barangay Contributor" not in secretary.contents

    def test_an_administrator_does_it_on_request(self, site, write):
        item = self.draft(site)
        write(self.PERSON, about=ABOUT, photo=picture())
        with api.env.adopt_roles(["Manager"]):
            site.portal_membership.deleteMembers([self.PERSON], delete_localroles=0)
        transaction.commit()
        self.assert_gone(site, item)

    def test_an_account_of_the_server_is_not_deleted_here(self, site, browse):
        browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        browser.open(f"{site.absolute_url()}/people/me/delete")
        assert "not kept by this site" in browser.contents
