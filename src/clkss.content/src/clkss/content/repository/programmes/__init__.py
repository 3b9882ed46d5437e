"""Programmes: what was planned against child labour, for whom, with what, and how it goes."""
