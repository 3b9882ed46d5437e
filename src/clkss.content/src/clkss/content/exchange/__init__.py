"""Experience offered and asked for between places or countries, and what came of it."""
