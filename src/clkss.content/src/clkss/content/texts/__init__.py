"""The text of attached files: read in the background, kept with the file, found with the item."""
