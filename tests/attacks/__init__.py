"""A manager who wants to find out what one person did, and everything that she could try."""
