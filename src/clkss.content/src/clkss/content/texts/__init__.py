"""The text of attached files: read in the background, kept with the file, searched with the item."""
