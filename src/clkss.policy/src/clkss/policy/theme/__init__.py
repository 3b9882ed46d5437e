"""The look of the site."""
