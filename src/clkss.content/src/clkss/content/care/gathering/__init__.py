"""What is taken out of items in the background, so that no page has to wake them."""
