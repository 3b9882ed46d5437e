"""Addresses that Plone has for its own use: parts of pages, and pages that need to be told of what.

Asked by themselves they fail, for anybody and without any use; here they are answered like what is
not there.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content.interfaces import IClkssLayer
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.behavior.registration import BehaviorRegistrationNotFound
from plone.behavior.registration import lookup_behavior_registration
from plone.rest.interfaces import IService
from plone.restapi.services.workingcopy.delete import DeleteWorkingCopy
from Products.CMFCore.interfaces import IContentish
from Products.CMFCore.utils import getToolByName
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Redirect
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal

import re


PARTS = frozenset(
    {
        "author-feedback-template",
        "babel_edit",
        "babel_utils",
        "babel_view",
        "contact-info-email",
        "content-core",
        "customizezpt.html",
        "description",
        "images-test",
        "mail_password_template",
        "manage-portlets-macros",
        "plone.outputfilters_captioned_image",
        "placeful-workflow-configuration",
        "ploneform-macros",
        "registered_notify_template",
        "search_rss",
        "site-logo",
        # Public for whatever they stand at, drafts too.
        "title",
        "workflow-policies-controlpanel",
    }
)
"""Never a page; a search has feeds of its own."""

ANYWHERE = frozenset(
    {
        "batchnavigation",
        "breadcrumbs_view",
        "clkss-frame",
        "colophon",
        "contact-info",
        "custom.css",
        "default_page",
        "delete_confirmation_info",
        "footer",
        "global_statusmessage",
        "mail_password",
        "mail_password_form",
        "mail_password_response",
        "main_template",
        "multilingual-universal-link",
        "passwordreset",
        "plone_nextprevious_view",
        "portal_tabs_view",
        "render-toolbar",
        "require_login",
        "sitemap",
        "sitemap_builder_view",
    }
)
"""Public pages that can be asked for at anything: at what is hidden they would say its title."""

NEEDY = frozenset(
    {
        "display_query_results",
        "error-log-set-properties",
        "manage-content-type-portlets",
        "manage-group-dashboard",
        "manage-group-portlets",
        "text-transform",
        "updateSharingInfo",
        "usergroup-groupmembership",
        "usergroup-usermembership",
    }
)
"""No page unless something is said with it."""

VERSIONS = frozenset(
    {
        "download-version",
        "history",
        "update_version_before_edit",
        "update_version_on_edit",
        "version-view",
        "version_file_view",
        "version_image_view",
        "versions_history_form",
    }
)
"""Plone's versions; what is reviewed keeps its own."""

LAYOUTS = frozenset({"album_view", "event_listing", "full_view", "summary_view", "tabular_view"})
"""Ways to show a folder; ours are shown in one way, into which the others do not fit."""

CONSTRAINTS = "folder_constraintypes_form"
"""What may be added to a folder, where that can be chosen."""


@adapter(IPubAfterTraversal)
def show_no_parts(event):
    """Answer as if it were not there what is no page, and show a folder in the way it has chosen.

    :param event: it is known what is published.
    :raises NotFound: when it is no page.
    :raises Redirect: to the folder, when it is shown in another way.
    """
    request = event.request
    if not IClkssLayer.providedBy(request):
        return
    name = getattr(request.get("PUBLISHED"), "__name__", None)
    if name in PARTS or (name in NEEDY and not request.form):
        raise NotFound(name)
    context = getattr(request["PUBLISHED"], "context", None)
    if name in ANYWHERE and IContentish.providedBy(context) and not _is_seen(context):
        raise NotFound(name)
    if name in VERSIONS and not _has_versions(context):
        raise NotFound(name)
    if name == CONSTRAINTS and ISelectableConstrainTypes(context, None) is None:
        raise NotFound(name)
    if name in LAYOUTS and _layout(context) not in (None, name):
        raise Redirect(context.absolute_url())


def _is_seen(context):
    return bool(getSecurityManager().checkPermission("View", context))


def _has_versions(context):
    tool = getToolByName(context, "portal_repository", None)
    return tool is not None and bool(tool.isVersionable(context))


def _layout(context):
    choose = getattr(aq_base(context), "getLayout", None)
    return context.getLayout() if choose is not None else None


BATCH = ("b_size", "b_start")

PLONES = "plone.restapi.services."
PATIENT = "plone.restapi.services.vocabularies"
"""Modules of Plone's services; a vocabulary can be had whole, by a size of -1."""

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def drop_odd_batch(request):
    """Pass over a batch that is none, where a service of ours is about to read it.

    :param request: the request.
    """
    for name in BATCH:
        if name in request.form and not _NUMBER.fullmatch(str(request.form[name])):
            del request.form[name]


@adapter(IPubAfterTraversal)
def batch_in_numbers(event):
    """Refuse a batch that is none, where Plone reads it; ours do so with more patience.

    :param event: it is known what is published.
    :raises BadRequest: when size or start is no number of a few digits.
    """
    request, service = event.request, event.request.get("PUBLISHED")
    if not IClkssLayer.providedBy(request) or not IService.providedBy(service):
        return
    modules = [base.__module__ for base in type(service).__mro__]
    if not any(name.startswith(PLONES) and not name.startswith(PATIENT) for name in modules):
        return
    for name in BATCH:
        if name in request.form and not _NUMBER.fullmatch(str(request.form[name])):
            raise BadRequest(f"{name}: a number is expected")


INHERIT = "expand.inherit.behaviors"


@adapter(IPubAfterTraversal)
def ask_what_there_is(event):
    """Refuse what Plone's services fail over: a copy that is not there, a wrong behaviour.

    :param event: it is known what is published.
    :raises NotFound: when a working copy is thrown away that there is not.
    :raises BadRequest: when something is asked of no behaviour that content can inherit.
    """
    request, service = event.request, event.request.get("PUBLISHED")
    if not IClkssLayer.providedBy(request) or not IService.providedBy(service):
        return
    if isinstance(service, DeleteWorkingCopy):
        policy = ICheckinCheckoutPolicy(service.context, None)
        if policy is None or not (policy.getBaseline() or policy.getWorkingCopy()):
            raise NotFound("There is no working copy.")
    if INHERIT in request.form and not _can_inherit(request.form[INHERIT]):
        raise BadRequest(f"{INHERIT}: names of behaviours with a marker are expected")


def _can_inherit(names):
    if not isinstance(names, str):
        return False
    for name in filter(None, names.split(",")):
        try:
            if lookup_behavior_registration(name=name).marker is None:
                return False
        except BehaviorRegistrationNotFound:
            continue
    return True
