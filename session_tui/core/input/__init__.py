"""Parse typed lines: tags, dates, durations, new items."""
