"""Every action of the program, and the keys that people give them."""
