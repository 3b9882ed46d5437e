"""Failed sign-ins are counted and make the next one wait."""
