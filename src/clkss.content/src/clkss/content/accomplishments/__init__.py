"""What committees have accomplished, the latest first, for all the others to see."""
