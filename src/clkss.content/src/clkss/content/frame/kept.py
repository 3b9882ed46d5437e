"""What somebody wrote, kept while the site asks who they are."""

from collections.abc import Mapping
from ZPublisher.HTTPRequest import FileUpload
from ZPublisher.HTTPRequest import record


NEVER_KEPT = ("password", "__ac_", "clkss_resume")


def _is_kept(name):
    return not any(part in name.lower() for part in NEVER_KEPT)


def _pairs(name, value):
    if isinstance(value, str):
        return [(name, value)]
    if isinstance(value, bool):
        return [(f"{name}:boolean", "1" if value else "")]
    if isinstance(value, int | float):
        return [(f"{name}:{type(value).__name__}", str(value))]
    if isinstance(value, record | Mapping):
        members = value.items()
        return [(f"{name}.{key}:record", each) for key, each in members if isinstance(each, str)]
    if isinstance(value, list | tuple):
        kind = "tuple" if isinstance(value, tuple) else "list"
        pairs = []
        for each in value:
            if isinstance(each, record | Mapping):
                pairs.extend(
                    (f"{name}.{key}:records", text)
                    for key, text in each.items()
                    if isinstance(text, str)
                )
            elif isinstance(each, str):
                pairs.append((f"{name}:{kind}", each))
        return pairs
    return []


def fields(form):
    """List the fields of a posted form, named so that posting them again means the same.

    Passwords and files are left out.

    :param form: ``request.form``.
    :returns: list of pairs of field name and text.
    """
    kept = []
    for name, value in form.items():
        if _is_kept(name):
            kept.extend(_pairs(name, value))
    return kept


def texts(form, least=20):
    """List what was written by hand, to be shown.

    :param form: ``request.form``.
    :param least: shorter values are left out: they are choices and numbers. So are values
        without a space: they are marks of the form itself.
    """
    return [
        text
        for _name, text in fields(form)
        if len(text.strip()) >= least and any(letter.isspace() for letter in text.strip())
    ]


def files(form):
    """Name the files that came with a form; a browser does not send them twice.

    :param form: ``request.form``.
    """
    return [
        each.filename
        for value in form.values()
        for each in (value if isinstance(value, list | tuple) else (value,))
        if isinstance(each, FileUpload) and each.filename
    ]
