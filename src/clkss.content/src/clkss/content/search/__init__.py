"""Finding: full text, facets, feeds."""
