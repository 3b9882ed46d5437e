"""Who did and saw what: an append-only record."""
