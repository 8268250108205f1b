"""One session, from the choice of a guide to the signature."""
