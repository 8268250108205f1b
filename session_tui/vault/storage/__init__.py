"""Files of one client on the disk: atomic, locked, recognisable."""
