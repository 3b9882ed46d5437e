"""What happens when a practice is copied."""


def begin_anew(practice, event):
    """Let a copy begin without scores.

    :param practice: the copy, before it has its place.
    :param event: it was copied.
    """
    practice.criteria = []
