"""Updates: the dated log in which a programme tells how it goes."""
