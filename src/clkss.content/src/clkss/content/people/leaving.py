"""Deleting an account: what is personal goes, what was contributed stays."""

from clkss.content import _
from clkss.content import audit
from clkss.content.people.interfaces import IPersonalData
from clkss.content.people.own import OwnPage
from clkss.content.signin.factor.views import WRONG_PASSWORD
from clkss.content.signin.plugin import PLUGIN_ID
from clkss.content.signin.throttle import checking
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtilitiesFor
from zope.component.hooks import getSite


def is_password(site, person, password):
    """Say whether a password is that of an account of this site; wrong ones are counted.

    :param site: the Plone site.
    :param person: the account.
    :param password: what was entered.
    """
    user = site.acl_users.getUserById(person)
    if user is None or not password:
        return False
    known = checking.check(site.acl_users, PLUGIN_ID, user.getUserName(), password)
    return known is not None and known[0] == person


def delete(site, person):
    """Delete an account; subscribers erase what rooms know of the person.

    :param site: the Plone site.
    :param person: the account.
    """
    audit.record("account.deleted", user=person)
    site.acl_users.userFolderDelUsers([person])
    site.portal_memberdata.deleteMemberData(person)


def erase(event):
    """Erase what rooms know of a person whose account is deleted, by whomever.

    :param event: the account was deleted.
    """
    site = getSite()
    if site is None:
        return
    for _name, room in getUtilitiesFor(IPersonalData):
        room.erase(site, event.principal)


class Delete(OwnPage):
    """Asks for the password, says what becomes of what, and deletes."""

    template = ViewPageTemplateFile("templates/delete.pt")
    page_title = _("title_people_delete", default="Delete my account")
    error = None

    def __call__(self):
        self.can_be_deleted = self.user_id in self.context.acl_users.source_users.listUserIds()
        if not self.is_post:
            return self.template()
        self.check_token()
        if not self.can_be_deleted:
            return self.template()
        password = self.request.form.get("password", "")
        if not isinstance(password, str) or not is_password(self.context, self.user_id, password):
            self.error = WRONG_PASSWORD
            audit.record_now("account.deletion-refused", user=self.user_id)
            self.request.response.setStatus(422)
            return self.template()
        person = self.user_id
        api.portal.get_tool("portal_membership").logoutUser(self.request)
        delete(self.context, person)
        message = _(
            "people_deleted",
            default="Your account is deleted. What you contributed stays, without your name.",
        )
        return self.redirect_with_message(message, self.context.absolute_url())
