"""Why a file is not read."""


class CannotRead(Exception):
    """A file whose text cannot or must not be read.

    :param note: one of ``rules.Note``.
    """

    def __init__(self, note):
        super().__init__(str(note))
        self.note = note
