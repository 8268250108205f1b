"""Search queries, and how notes match them."""
