"""Meetings of committees: planned, minuted, and what was to be done after them."""
