"""The domain: guides, sessions and what they mean. No Textual, no files, no clock of its own."""
