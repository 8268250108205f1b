"""Sessions of all clients: found, saved, moved, imported."""
