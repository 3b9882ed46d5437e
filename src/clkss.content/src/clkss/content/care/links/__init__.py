"""Links in knowledge: where they are, whether they still lead somewhere."""
