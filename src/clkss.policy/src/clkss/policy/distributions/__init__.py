"""Making a site: the same from Plone's form and from ``bin/clkss create-site``."""


def create(distribution, site, answers):
    """Install CLKSS into a bare Plone site.

    :param distribution: the distribution being created.
    :param site: the new, bare Plone site.
    :param answers: what the form asked; ``setup_content`` is the demo choice.
    :returns: the site.
    """
    setup = site["portal_setup"]
    for profile in distribution.profiles:
        setup.runAllImportStepsFromProfile(f"profile-{profile}")
    if answers.get("setup_content", False):
        setup.runAllImportStepsFromProfile("profile-clkss.policy:demo")
    return site
