"""What leaves the site for other systems: harvesting, sitemap, citations, permanent links."""
