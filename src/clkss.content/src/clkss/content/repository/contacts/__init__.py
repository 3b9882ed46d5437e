"""How somebody is reached, and how that is put right at once when it changed."""
