"""Something wrong here? What readers tell of an item, and what its owner makes of it."""
