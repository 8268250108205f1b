"""What a typed line means: tags, dates, lengths of time."""
