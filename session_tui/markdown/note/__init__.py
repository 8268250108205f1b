"""Session notes as Markdown: written, read, and as HTML."""
