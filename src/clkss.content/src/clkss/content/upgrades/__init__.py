"""Upgrade steps: each carries only its difference and never commits halfway."""
