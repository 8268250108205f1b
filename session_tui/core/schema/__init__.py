"""Field rules, from which documents are validated, read, written and described."""
