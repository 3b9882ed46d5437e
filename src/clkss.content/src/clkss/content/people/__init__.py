"""Who people are to each other: profiles, the directory, one's own data, and leaving for good."""
