"""Upward: what committees report for a month, a quarter or a year, and what it adds up to."""
