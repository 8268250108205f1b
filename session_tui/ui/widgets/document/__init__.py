"""Text that is read: notes, comparisons, plots."""
