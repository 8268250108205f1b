"""The headless half of taking a session."""
