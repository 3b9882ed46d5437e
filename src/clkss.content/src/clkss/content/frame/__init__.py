"""Pages: the frame around them, their security headers, the views that write."""
