"""Everything that leans on private parts of Textual 8.2.8."""
