"""Everything that reads or writes Markdown."""
