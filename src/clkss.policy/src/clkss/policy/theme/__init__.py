"""How the site looks, what its menu offers, and its front page."""
