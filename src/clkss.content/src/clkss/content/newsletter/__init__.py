"""The newsletter: a selection of knowledge, kept in an archive and sent to who asked for it."""
