"""Spreadsheets in: read, check, dry run, stage, apply, undo."""
