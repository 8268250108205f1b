"""The SQLite index of the vault, made from the files."""
