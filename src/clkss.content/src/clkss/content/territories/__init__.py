"""The Philippine Standard Geographic Code: what a place is and what it lies in."""
