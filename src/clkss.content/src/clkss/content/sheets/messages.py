"""Every problem of a sheet as a sentence that says what to do."""

from clkss.content import _
from clkss.content.sheets.rules import Problem
from zope.i18nmessageid import Message


SENTENCES = {
    # The file
    "file_empty": _("sheet_file_empty", default="The file holds no rows. Choose another file."),
    "file_too_large": _(
        "sheet_file_too_large",
        default="The file is larger than ${limit} MB. Split it into several files.",
    ),
    "file_is_pdf": _(
        "sheet_file_is_pdf",
        default="This is a PDF document, whatever its name says. Upload a CSV or XLSX file.",
    ),
    "file_is_old_or_locked": _(
        "sheet_file_is_old_or_locked",
        default="This is an old Excel file (.xls), or a workbook with a password. Save it as XLSX"
        " without a password.",
    ),
    "file_is_picture": _(
        "sheet_file_is_picture", default="This is a picture. Upload a CSV or XLSX file."
    ),
    "file_is_archive": _(
        "sheet_file_is_archive",
        default="This is an archive, not a workbook. Unpack it and upload the CSV or XLSX file.",
    ),
    "file_is_document": _(
        "sheet_file_is_document",
        default="This is a text document, not a sheet. Upload a CSV or XLSX file.",
    ),
    "file_is_opendocument": _(
        "sheet_file_is_opendocument",
        default="This is an OpenDocument file. Save it as XLSX or CSV.",
    ),
    "file_is_web_page": _(
        "sheet_file_is_web_page",
        default="This is a web page, not a sheet. Save it as XLSX or CSV.",
    ),
    "file_is_utf16": _(
        "sheet_file_is_utf16",
        default="The file is encoded as UTF-16. Save it as “CSV UTF-8” or as XLSX.",
    ),
    "file_is_binary": _(
        "sheet_file_is_binary",
        default="The file holds bytes that are no text. Upload a CSV or XLSX file.",
    ),
    "file_damaged": _(
        "sheet_file_damaged",
        default="The workbook is damaged or incomplete. Save it again and upload it again.",
    ),
    "file_has_macros": _(
        "sheet_file_has_macros",
        default="The workbook holds macros. Save it as a workbook without macros (.xlsx).",
    ),
    "bomb": _(
        "sheet_bomb",
        default="The workbook unpacks to far more than a sheet needs, or declares entities. It was"
        " not opened. Copy the rows into a new workbook.",
    ),
    "too_many_rows": _(
        "sheet_too_many_rows",
        default="The sheet has more than ${limit} rows. Split it into several files.",
    ),
    "too_many_columns": _(
        "sheet_too_many_columns", default="This row has more than ${limit} cells."
    ),
    "encoding_mixed": _(
        "sheet_encoding_mixed",
        default="“${value}”: from here on the file is in another encoding than before (UTF-8 and"
        " Windows-1252 are mixed). Correct the letters and save as “CSV UTF-8”.",
    ),
    "encoding_unknown": _(
        "sheet_encoding_unknown",
        default="“${value}”: this is neither UTF-8 nor Windows-1252. Save as “CSV UTF-8”.",
    ),
    "quote_open": _(
        "sheet_quote_open", default="A quotation mark is opened here and never closed."
    ),
    "quote_wrong": _(
        "sheet_quote_wrong",
        default="A quotation mark ends in the middle of a cell. Inside a quoted cell write it"
        " twice.",
    ),
    "no_rows": _("sheet_no_rows", default="There are headings but no rows beneath them."),
    # Headings
    "wrong_delimiter": _(
        "sheet_wrong_delimiter",
        default="The headings are all in one cell (“${value}”). Separate the columns by comma,"
        " semicolon or tab.",
    ),
    "unknown_column": _("sheet_unknown_column", default="This column is not known. Remove it."),
    "unknown_column_near": _(
        "sheet_unknown_column_near", default="This column is not known. Did you mean “${near}”?"
    ),
    "missing_column": _("sheet_missing_column", default="This column is missing."),
    "duplicate_column": _(
        "sheet_duplicate_column",
        default="This column is there twice (${first} and ${second}). Keep one.",
    ),
    "no_heading": _("sheet_no_heading", default="“${value}” stands in a column without a heading."),
    # Cells
    "required": _("sheet_required", default="This cell must be filled in."),
    "formula": _(
        "sheet_formula",
        default="“${value}” is a formula. Write the value itself (copy, then paste values only).",
    ),
    "cell_too_long": _(
        "sheet_cell_too_long",
        default="The cell has ${length} characters; at most ${limit} are read.",
    ),
    "control_character": _(
        "sheet_control_character",
        default="The cell holds a character that cannot be shown (${character}). Delete it.",
    ),
    "too_long": _(
        "sheet_too_long", default="The text has ${length} characters; it may have ${limit}."
    ),
    "part_too_long": _(
        "sheet_part_too_long",
        default="“${value}” is longer than ${limit} characters. Several values are separated by ;",
    ),
    "too_many": _("sheet_too_many", default="There are ${count} values; there may be ${limit}."),
    "not_an_identifier": _(
        "sheet_not_an_identifier",
        default="“${value}” is no code. Use letters, digits, full stop, hyphen and underscore.",
    ),
    "unknown_value": _("sheet_unknown_value", default="“${value}” is not in the list."),
    "unknown_value_near": _(
        "sheet_unknown_value_near",
        default="“${value}” is not in the list. Did you mean “${near}”?",
    ),
    "unknown_territory": _(
        "sheet_unknown_territory",
        default="There is no place “${value}”. Write its code, or its name and province.",
    ),
    "ambiguous_territory": _(
        "sheet_ambiguous_territory",
        default="Several places are called “${value}”: ${places}. Write the code of the one meant.",
    ),
    "ended_territory": _(
        "sheet_ended_territory",
        default="The code ${value} is no longer in use. It was succeeded by: ${places}.",
    ),
    "not_a_date": _(
        "sheet_not_a_date",
        default="“${value}” is no date. Write 2010, 2010-05 or 2010-05-31.",
    ),
    "not_a_moment": _(
        "sheet_not_a_moment",
        default="“${value}” is no moment. Write it as 2026-06-12 or 2026-06-12 14:00.",
    ),
    "not_a_commitment": _(
        "sheet_not_a_commitment",
        default="“${value}”: write what | who | by when | done, the last two as far as known.",
    ),
    "commitment_no_what": _(
        "sheet_commitment_no_what", default="“${value}”: say what is promised, before the first |."
    ),
    "commitment_no_who": _(
        "sheet_commitment_no_who", default="“${value}”: say who promises it, after the first |."
    ),
    "not_a_day": _("sheet_not_a_day", default="No calendar has the date “${value}”."),
    "ends_before_start": _(
        "sheet_ends_before_start", default="The end (${end}) comes before the start (${start})."
    ),
    "not_yes_or_no": _("sheet_not_yes_or_no", default="“${value}” is neither yes nor no."),
    "yes_without_reason": _(
        "sheet_yes_without_reason", default="Say why, after a colon: “yes: …”."
    ),
    "not_a_url": _(
        "sheet_not_a_url", default="“${value}” is no web address. It begins with https://."
    ),
    "not_a_number": _(
        "sheet_not_a_number",
        default="“${value}” is no whole number from ${least} to ${most}.",
    ),
    "bad_identifier": _(
        "sheet_bad_identifier",
        default="“${value}”: a digit of this ISBN, ISSN or DOI is missing or wrong.",
    ),
    "not_anonymised": _(
        "sheet_not_anonymised",
        default="Nobody may be recognised. Not looked after yet: ${value}.",
    ),
    "place_too_small": _(
        "sheet_place_too_small",
        default="${value} is a barangay, where a child is known. Name the city or municipality.",
    ),
    "no_language": _(
        "sheet_no_language",
        default="“${value}” does not begin with a language. Write “ceb: …” or “Cebuano: …”.",
    ),
    "names_itself": _("sheet_names_itself", default="“${value}” is this row itself."),
    # Cells of programmes
    "beneficiaries_form": _(
        "sheet_beneficiaries_form",
        default="“${value}” cannot be read. Write “girls 10-14: 120/80”: whom, how many are"
        " planned, how many were reached. Several are separated by ;",
    ),
    "beneficiaries_sex": _(
        "sheet_beneficiaries_sex", default="“${value}”: write girls, boys or all."
    ),
    "beneficiaries_age": _(
        "sheet_beneficiaries_age", default="“${value}” is no age group. Write one of ${ages}."
    ),
    "beneficiaries_number": _(
        "sheet_beneficiaries_number",
        default="“${value}” is no whole number. Write digits only, such as 120.",
    ),
    "beneficiaries_no_number": _(
        "sheet_beneficiaries_no_number",
        default="“${value}” has no number. Write what is planned, what was reached, or both.",
    ),
    "beneficiaries_twice": _(
        "sheet_beneficiaries_twice", default="“${value}” is there twice. Keep one of them."
    ),
    "beneficiaries_too_small": _(
        "sheet_beneficiaries_too_small",
        default="“${value}” is less than the groups that it consists of make together.",
    ),
    "budget_form": _(
        "sheet_budget_form",
        default="“${value}” cannot be read. Write the source, a colon and the amount: “DOLE:"
        " 1200000”. Several are separated by ;",
    ),
    "budget_amount": _(
        "sheet_budget_amount",
        default="“${value}” is no amount. Write whole pesos, such as 1200000.",
    ),
    # Rows
    "duplicate_row": _(
        "sheet_duplicate_row", default="“${value}” was already in row ${first}. Keep one of them."
    ),
    "code_exists": _(
        "sheet_code_exists",
        default="“${value}” is in the site already. Tick “Change what is in the site already"
        " under the same code” to change it, or remove the row.",
    ),
    "code_reserved": _(
        "sheet_code_reserved",
        default="“${value}” is being entered by another import just now. Upload the sheet again"
        " when that is done.",
    ),
    "make_forbidden": _(
        "sheet_make_forbidden",
        default="You may not enter “${value}”. Take the row out, or ask an administrator.",
    ),
    "not_a_token": _(
        "sheet_not_a_token",
        default="“${value}” cannot be a short name. Use small letters, digits and hyphens, and"
        " begin with a letter.",
    ),
    "update_forbidden": _(
        "sheet_update_forbidden",
        default="“${value}” is in the site already, and you may not change it.",
    ),
}
"""Reason → sentence."""


def say(problem: Problem) -> Message:
    """Say what is wrong, as a message that the reader's language can translate.

    :param problem: from :mod:`clkss.content.sheets.rules`.
    """
    sentence = SENTENCES[problem.reason]
    return Message(sentence, mapping=dict(problem.detail))


def plain(problem: Problem) -> str:
    """Say what is wrong in English, for the command line.

    :param problem: from :mod:`clkss.content.sheets.rules`.
    """
    text = str(SENTENCES[problem.reason].default)
    for name, value in problem.detail.items():
        text = text.replace(f"${{{name}}}", str(value))
    return text
