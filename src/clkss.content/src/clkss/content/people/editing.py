"""The form for one's own profile."""

from clkss.content import _
from clkss.content import audit
from clkss.content.knowledge.attachments import RefusedFile
from clkss.content.people import photo
from clkss.content.people import rules
from clkss.content.people import store
from clkss.content.people import words
from clkss.content.people.own import OwnPage
from clkss.content.people.person import LANGUAGES
from clkss.content.people.person import terms
from clkss.content.people.person import THEMES
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import json


LISTS = (rules.LANGUAGES, rules.EXPERTISE)


class Edit(OwnPage):
    """What one says of oneself, and who reads it; nothing else can be posted in."""

    template = ViewPageTemplateFile("templates/edit.pt")
    page_title = _("title_people_edit", default="Change my profile")
    problems = ()
    labels = words.FIELDS

    def __call__(self):
        if not self.is_post:
            self._read()
            return self.template()
        self.check_token()
        self._take()
        found = [
            words.PROBLEMS[problem]
            for problem in rules.problems(
                self.name, self.organisation, self.about, self.chosen[rules.EXPERTISE]
            )
        ]
        picture = self._picture(found)
        if found:
            self.problems = [{"field": field, "text": text} for field, text in found]
            self.request.response.setStatus(422)
            return self.template()
        self._save(picture)
        message = _("people_saved", default="Your profile is saved.")
        return self.redirect_with_message(message, self.url)

    @property
    def _member_name(self):
        member = api.user.get_current()
        return member.getProperty("fullname", "") or member.getUserName()

    def _read(self):
        row = store.of(self.user_id)
        self.name = self._member_name
        self.organisation = row.organisation if row is not None else ""
        self.about = row.about if row is not None else ""
        self.audiences = json.loads(row.audiences) if row is not None else {}
        self.chosen = {
            name: json.loads(getattr(row, name)) if row is not None else [] for name in LISTS
        }

    def _take(self):
        self.name = " ".join(self.trimmed("name").split())
        self.organisation = " ".join(self.trimmed("organisation").split())
        self.about = self.trimmed("about").replace("\r\n", "\n")
        self.chosen = {
            rules.LANGUAGES: self._tokens(rules.LANGUAGES, self.languages()),
            rules.EXPERTISE: self._tokens(rules.EXPERTISE, self.skills()),
        }
        self.audiences = {
            field: said
            for field in rules.FIELDS
            if (said := self.trimmed(f"reads-{field}")) in rules.AUDIENCES
        }

    def _tokens(self, name, known):
        given = self.request.form.get(name, ())
        given = given if isinstance(given, list | tuple) else (given,)
        return [term.value for term in known if term.value in given]

    def _picture(self, found):
        upload = self.request.form.get("photo")
        if not getattr(upload, "filename", ""):
            return None
        try:
            return photo.drawn(upload)
        except RefusedFile as refused:
            found.append(("photo", refused.reasons[0]))
            return None

    def _save(self, picture):
        person = self.user_id
        if self.name != self._member_name:
            api.user.get_current().setMemberProperties({"fullname": self.name})
        store.begin(person, self.name)
        values = {
            "organisation": self.organisation,
            "about": self.about,
            "audiences": self.audiences,
            **self.chosen,
        }
        open_to_all = {field for field in rules.FIELDS if self.reader(field) == rules.MEMBERS}
        store.change(
            person,
            values,
            self.organisation if rules.ORGANISATION in open_to_all else "",
            self.chosen[rules.EXPERTISE] if rules.EXPERTISE in open_to_all else (),
        )
        if picture is not None:
            store.keep_photo(person, picture)
        elif "photo-remove" in self.request.form:
            store.keep_photo(person, None)
        audit.record("person.profile-changed", user=person)

    def languages(self):
        """Return the languages to choose from."""
        return terms(self.context, LANGUAGES)

    def skills(self):
        """Return the subjects to choose from."""
        return terms(self.context, THEMES)

    def lists(self):
        """Return what is chosen from lists, each with its choices."""
        return [
            {
                "name": name,
                "title": words.FIELDS[name],
                "choices": [
                    {
                        "value": term.value,
                        "title": term.title,
                        "chosen": term.value in self.chosen[name],
                    }
                    for term in known
                ],
            }
            for name, known in zip(LISTS, (self.languages(), self.skills()), strict=True)
        ]

    def reader(self, field):
        """Say who reads a field.

        :param field: one of :data:`clkss.content.people.rules.FIELDS`.
        """
        return rules.audience(self.audiences, field)

    def readers(self, field):
        """Return who could read a field, to choose from.

        :param field: one of :data:`clkss.content.people.rules.FIELDS`.
        """
        chosen = self.reader(field)
        return [
            {"value": each, "title": words.AUDIENCES[each], "chosen": each == chosen}
            for each in rules.AUDIENCES
        ]

    def has_photo(self):
        """Say whether there is a photo."""
        return store.has_photo(self.user_id)

    def is_wrong(self, field):
        """Say whether a field has to be corrected.

        :param field: its name.
        """
        return any(problem["field"] == field for problem in self.problems)
