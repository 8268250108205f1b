"""A session line by line, for screen readers and for terminals without screens."""
