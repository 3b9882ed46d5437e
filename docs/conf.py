"""Configuration of the documentation."""

project = "CLKSS"
author = "The CLKSS contributors"
copyright = "The CLKSS contributors"  # noqa: A001

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence", "attrs_block"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "CLKSS"
html_show_sphinx = False
