"""Places drawn: the outline of the country with points, as SVG made on the server."""
