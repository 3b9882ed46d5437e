"""Partners: the directory of who works against child labour."""
