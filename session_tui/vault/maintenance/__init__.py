"""`check` and `check --repair`."""
