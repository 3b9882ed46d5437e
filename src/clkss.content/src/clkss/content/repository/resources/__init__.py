"""Resources: publications, tools, laws, training material, data, media."""
