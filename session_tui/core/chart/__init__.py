"""What a client's sessions say together: chart, thread, brief, due."""
