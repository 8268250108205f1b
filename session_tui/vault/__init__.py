"""The vault: the folder in which sessions are stored."""
