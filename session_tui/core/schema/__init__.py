"""Field rules, from which documents are checked, read and written."""
