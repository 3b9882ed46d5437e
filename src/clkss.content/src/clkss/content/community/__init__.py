"""What people say to each other: discussion on boards and on what is published."""
