"""Which passwords are good enough, and how one gets a new one."""
