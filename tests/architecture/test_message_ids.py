"""Every string that a person reads is a message id with English and Filipino."""

from lxml import etree

import ast
import pytest
import re


DOMAINS = ("clkss.content", "clkss.policy")
I18N = "{http://xml.zope.org/namespaces/i18n}"
TAL = "{http://xml.zope.org/namespaces/tal}"
SPOKEN = ("alt", "aria-label", "placeholder", "title")

#: Names that are the same in both languages.
PROPER = {"", "Atom", "BibTeX", "CLKSS", "CSV", "English", "Filipino", "JSON", "RSS"}

WORD = re.compile(r"[A-Za-z]{2,}")

EXPRESSION = re.compile(r"\$\{[^}]*\}")


def catalogue(root, domain, language):
    """Return the messages of a catalogue: id -> translation, empty where it is not used.

    A translation that is marked as fuzzy is not compiled, so that English is shown.
    """
    from babel.messages import pofile

    folder = root / "src" / domain / "src"
    path = folder.joinpath(*domain.split("."), "locales", language, "LC_MESSAGES", f"{domain}.po")
    with path.open("rb") as stream:
        return {
            entry.id: "" if entry.fuzzy else entry.string
            for entry in pofile.read_po(stream)
            if entry.id
        }


def messages(tree):
    """Yield (id, default) of each ``_("id", default="…")`` of a module."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "_"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            defaults = [word.value for word in node.keywords if word.arg == "default"]
            yield node.args[0].value, defaults[0] if defaults else None


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_code_has_english_and_filipino(domain, modules, root):
    tagalog = catalogue(root, domain, "tl")
    missing = {
        f"{name}: {id_}"
        for name, (path, tree) in modules.items()
        if name.startswith(domain)
        for id_, default in messages(tree)
        if default is None or not tagalog.get(id_)
    }
    assert not missing, "\n".join(sorted(missing))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_templates_has_filipino(domain, templates, root):
    tagalog = catalogue(root, domain, "tl")
    missing = set()
    for path in templates:
        if domain.split(".")[1] not in path.relative_to(root).parts[1]:
            continue
        for element in parse(path).iter():
            if not isinstance(element.tag, str):
                continue
            id_ = element.get(f"{I18N}translate")
            names = [id_] if id_ else []
            for pair in filter(None, (element.get(f"{I18N}attributes") or "").split(";")):
                names += pair.split()[1:]
            missing |= {f"{path.name}: {id_}" for id_ in names if not tagalog.get(id_)}
    assert not missing, "\n".join(sorted(missing))


def test_an_id_says_one_thing(modules):
    said = {}
    for _path, tree in modules.values():
        for id_, default in messages(tree):
            if isinstance(default, ast.Constant):
                said.setdefault(id_, set()).add(default.value)
    different = {id_: sorted(words) for id_, words in said.items() if len(words) > 1}
    assert not different


def parse(path):
    """Parse a template, well-formed or not quite."""
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    return etree.fromstring(path.read_bytes(), parser)


def test_templates_have_no_bare_text(templates, root):
    """Text between tags stands under i18n:translate or is made by TAL."""
    bare = []
    for path in templates:
        for element in parse(path).iter():
            if not isinstance(element.tag, str) or spoken_for(element):
                continue
            for text in filter(None, (element.text, *(child.tail for child in element))):
                text = EXPRESSION.sub("", text)
                if WORD.search(text) and text.strip() not in PROPER:
                    bare.append(f"{path.relative_to(root)}:{element.sourceline}: {text.strip()}")
            named = element.get(f"{I18N}attributes") or ""
            for attribute in SPOKEN:
                value = element.get(attribute) or ""
                spoken = WORD.search(value) and "$" not in value and value not in PROPER
                if spoken and attribute not in named:
                    bare.append(f"{path.relative_to(root)}:{element.sourceline}: {value}")
    assert not bare, "\n".join(bare)


def spoken_for(element):
    """Tell whether an element's text is translated, replaced or not for reading."""
    while element is not None:
        if isinstance(element.tag, str):
            if etree.QName(element).localname in {"script", "style"}:
                return True
            attributes = element.attrib
            if f"{I18N}translate" in attributes:
                return True
            if f"{TAL}content" in attributes or f"{TAL}replace" in attributes:
                return True
            if etree.QName(element).localname == "comment":
                return True
            if any(key in attributes for key in ("replace", "content")) and "tal" in (
                element.prefix or ""
            ):
                return True
        element = element.getparent()
    return False


def test_schemas_speak_in_message_ids(modules):
    bare = [
        f"{name}:{node.lineno}: {keyword.arg}"
        for name, (path, tree) in modules.items()
        if name.split(".")[-1] in {"content", "forms", "widget"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"title", "description"}
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and WORD.search(keyword.value.value)
    ]
    assert not bare, "\n".join(bare)
