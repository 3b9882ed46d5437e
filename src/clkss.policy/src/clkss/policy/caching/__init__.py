"""What may be kept, by whom and for how long."""
