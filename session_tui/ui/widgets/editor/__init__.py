"""Text editing: the multi-line editor, the single-line editor and the search field."""
