"""Background work: a job is a row written in the commit that asks for it."""
