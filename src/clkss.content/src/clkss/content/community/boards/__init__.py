"""Boards and their topics."""
