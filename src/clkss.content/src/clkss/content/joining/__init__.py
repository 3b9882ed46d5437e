"""Joining: asking, being vouched for, renewing, leaving."""
