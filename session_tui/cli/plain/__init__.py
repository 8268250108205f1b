"""Take a session line by line, for screen readers and simple terminals."""
