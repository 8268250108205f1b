"""Text that is written."""
