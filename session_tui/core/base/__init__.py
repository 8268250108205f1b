"""Texts, tokens, client codes, ids and errors: what everything else is made of."""
