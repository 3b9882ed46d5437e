"""The review ladder: who owns an item, whose turn it is, what waits for me."""
