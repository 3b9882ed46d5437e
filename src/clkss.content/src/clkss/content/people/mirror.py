"""Keeps names and services in the directory as accounts and clearances have them."""

from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees import rules as committees
from clkss.content.people import rules
from clkss.content.people import store
from clkss.content.territories import table
from zope.component.hooks import getSite


def reflect(site, person):
    """Bring the services of a person into the directory, with the running transaction.

    :param site: the Plone site.
    :param person: the account.
    """
    book = clearances.register(site)
    held = [] if book is None else [*book.rows(person)]
    store.serve(person, [_row(each) for each in held])
    if held:
        store.begin(person, directory.full_name(site, person))


def _row(held):
    code, _token = committees.split_key(held["committee"])
    return {
        "person": held["user_id"],
        "committee": held["committee"],
        "function": held["function"],
        "agency": held["agency"] or "",
        "alternate": held["alternate"],
        "until": held["until"] or store.FOREVER,
        "path": rules.path_of(table.ancestors_and_self(code)),
    }


def changed(event):
    """Follow a change of clearances.

    :param event: the clearances of a person have changed.
    """
    reflect(getSite(), event.user_id)


def renamed(event):
    """Follow a change of a person's name.

    :param event: properties of an account have changed.
    """
    name = event.properties.get("fullname")
    if isinstance(name, str) and name:
        store.rename(event.principal.getId(), name)


def everybody(site):
    """Bring the services of everybody into the directory, with the running transaction.

    :param site: the Plone site.
    :returns: of how many persons.
    """
    book = clearances.register(site)
    people = set() if book is None else {each for each in book.records if book.rows(each)}
    for person in sorted(people | store.served()):
        reflect(site, person)
    return len(people)


def nightly(site, job):
    """Bring the directory in line with the register: the nightly job.

    :param site: the Plone site.
    :param job: the job.
    """
    return everybody(site)
