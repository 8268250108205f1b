"""Finds, saves, moves and imports the sessions of all clients."""
