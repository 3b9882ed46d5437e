"""What happens when a case study is copied."""


def begin_anew(case, event):
    """Let a copy begin with an empty checklist: another text is to be looked at anew.

    :param case: the copy, before it has its place.
    :param event: it was copied.
    """
    case.anonymised = []
