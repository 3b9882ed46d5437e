"""Adoption notes: other places tell that they tried a practice, and what came of it."""
