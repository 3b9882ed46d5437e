"""Drafts on which those who serve are asked before they are decided."""
