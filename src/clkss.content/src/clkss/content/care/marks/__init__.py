"""Marks of items: what is missing in them, and by what equal ones are known."""
