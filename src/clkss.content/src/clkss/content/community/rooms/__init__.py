"""What lies in a committee's room, and how its page shows it."""
