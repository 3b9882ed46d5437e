"""Following: a search that is saved, and the mails that tell what is new in it."""
