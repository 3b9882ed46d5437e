"""Services: where a child or a family finds help, and how to refer them."""
