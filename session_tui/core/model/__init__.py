"""Sessions, guides, clients, notes and their values."""
