"""The knowledge health page: what is due, broken, missing, unread, looked for in vain."""
