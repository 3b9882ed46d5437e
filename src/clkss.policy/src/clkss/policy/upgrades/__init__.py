"""Upgrade steps of the site: each carries only its difference."""
