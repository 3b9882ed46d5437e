"""Committees, their people, and the access that follows from both."""
