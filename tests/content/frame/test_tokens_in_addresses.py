"""Plone's token stands in forms that post, and never in the address of what somebody looked for."""


def test_only_forms_that_post_carry_it(maria):
    seen = set()
    for path in ("repository", "committees", "accomplishments", "@@change-password"):
        for form in maria.open(path).iter("form"):
            method = form.get("method", "get").lower()
            seen.add(method)
            carries = bool(form.cssselect('[name="_authenticator"]'))
            assert carries is (method == "post"), (path, form.get("action"))
    assert seen == {"get", "post"}


def test_what_was_looked_for_is_an_address_to_share(maria, site):
    maria.open("committees")
    maria.browser.getControl(name="SearchableText", index=0).value = "boats"
    maria.browser.getForm(action=f"{site.absolute_url()}/repository").submit()
    assert "SearchableText=boats" in maria.browser.url
    assert "_authenticator" not in maria.browser.url
