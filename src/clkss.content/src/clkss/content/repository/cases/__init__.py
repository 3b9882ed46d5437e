"""Case studies: what happened to a child, told so that nobody can be recognised."""
