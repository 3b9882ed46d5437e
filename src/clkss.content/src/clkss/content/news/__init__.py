"""News and events: Plone's own types, with places, subjects and one check."""
