"""Who may come in: how often a password may be tried, which passwords, and the second factor."""
