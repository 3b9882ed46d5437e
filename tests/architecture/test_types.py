"""Kinds of content are named in the reader's language."""

from lxml import etree


TRANSLATE = "{http://xml.zope.org/namespaces/i18n}translate"


def test_names_of_types_are_their_own_message_ids(root):
    """Plone translates what is stored, the English name; an id of its own is never looked up."""
    types = root / "src/clkss.content/src/clkss/content/profiles/default/types"
    wrong = [
        f"{path.name}: {element.get('name')}"
        for path in sorted(types.glob("*.xml"))
        for element in etree.parse(path).iter("property")
        if element.get("name") in ("title", "description") and element.get(TRANSLATE) != ""
    ]
    assert not wrong, "\n".join(wrong)
