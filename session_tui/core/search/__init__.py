"""Search questions, and where a note matches them."""
