"""What goes between the levels: advisories down, reports up."""
