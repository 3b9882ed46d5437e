"""All that is known of a theme, a place or a country, on a page of its own."""
