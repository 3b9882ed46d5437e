"""Every view and every service states who may call it, and where."""

PUBLISHED = {"page", "view", "viewlet", "service", "resource", "resourceDirectory", "menuItem"}

#: Directives of ours that name no class of request of their own.
NO_LAYER = {"menuItem", "resourceDirectory", "resource"}

#: zope.Public only with the reason beside it.
PUBLIC = {
    "health": "a load balancer has no account",
    "clkss-frame": "every page stands in it, also what everybody sees; it checks for itself",
    "index.html": "the page of an error says nothing that is not public",
    "login": "whoever signs in is nobody yet",
    "login-help": "whoever forgot the password is nobody yet",
    "logout": "asks nothing of whoever is signed out; ends one's own session only",
    "redirect-to-uuid": "asks for View of what it leads to, wherever it is called",
    "resolveuid": "asks for View of what it leads to, wherever it is called",
    "@login": "whoever signs in over REST is nobody yet",
    "@login-renew": "asks for the token that it renews",
    "contact-info": "leads to what one may see, or to the front page, and says nothing",
    "mail_password_form": "leads to login-help, and says nothing",
    "passwordreset": "whoever comes with the link of a mail is nobody yet",
    "main_template": "every page stands in it, also what everybody sees",
}


def published(zcml):
    """Yield (place, directive, attributes) of everything a request can reach."""
    for path, directives in zcml.items():
        for directive, attributes, line in directives:
            if directive in PUBLISHED:
                yield f"{path}:{line}", directive, attributes


def test_every_view_and_service_states_its_permission(zcml):
    silent = [
        place
        for place, directive, attributes in published(zcml)
        if directive not in NO_LAYER and not attributes.get("permission")
    ]
    assert not silent, "\n".join(silent)


def test_what_is_public_says_why(zcml):
    unexplained = [
        place
        for place, directive, attributes in published(zcml)
        if attributes.get("permission") == "zope.Public" and attributes.get("name") not in PUBLIC
    ]
    assert not unexplained, "\n".join(unexplained)


def test_views_exist_only_where_the_site_is_ours(zcml):
    """Without our layer a view would appear in every other Plone site of the server."""
    loose = [
        place
        for place, directive, attributes in published(zcml)
        if directive not in NO_LAYER and not attributes.get("layer")
    ]
    assert not loose, "\n".join(loose)


def test_every_permission_that_is_used_exists(zcml):
    declared = {
        attributes["id"]
        for directives in zcml.values()
        for directive, attributes, line in directives
        if directive == "permission"
    }
    foreign = {
        attributes["permission"]
        for place, directive, attributes in published(zcml)
        if attributes.get("permission") and not attributes["permission"].startswith("clkss.")
    }
    ours = {
        attributes["permission"]
        for place, directive, attributes in published(zcml)
        if attributes.get("permission", "").startswith("clkss.")
    }
    assert ours <= declared
    assert foreign <= FOREIGN


#: Permissions of Zope and Plone that our views use.
FOREIGN = {
    "cmf.AddPortalContent",
    "cmf.ListPortalMembers",
    "cmf.ManagePortal",
    "cmf.ModifyPortalContent",
    "cmf.ReviewPortalContent",
    "plone.app.controlpanel.Overview",
    "zope.Public",
    "zope2.View",
}


def test_configuration_files_are_tables_of_contents(zcml, root):
    scrolling = {
        str(path): lines
        for path in zcml
        if (lines := (root / path).read_text(encoding="utf-8").count("\n")) > 200
    }
    assert not scrolling
