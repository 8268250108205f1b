"""Notes from elsewhere, read into a guide's prompts."""
