"""Advisories: what a committee tells those below, who has read it, and what they answer."""
