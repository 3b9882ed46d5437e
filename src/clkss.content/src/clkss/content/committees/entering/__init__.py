"""Committees in bulk: a sheet of them goes in, is offered for a place, and comes out again."""
