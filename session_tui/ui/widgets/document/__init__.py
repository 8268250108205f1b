"""Read-only documents: notes, comparisons, plots."""
