"""The vault's SQLite index, derived from the JSON files."""
