"""Pages of the site itself that are the same everywhere: privacy, and where the demo is from."""
