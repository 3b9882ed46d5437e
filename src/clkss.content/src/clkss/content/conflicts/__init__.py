"""What keeps writers from standing in each other's way."""
