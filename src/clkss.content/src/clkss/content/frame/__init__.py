"""The page that everything is shown in, and the form that everything is written by."""
