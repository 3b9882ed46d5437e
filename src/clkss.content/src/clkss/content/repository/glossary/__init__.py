"""The glossary: what words mean, in the languages of the country, and links to it in all texts."""
