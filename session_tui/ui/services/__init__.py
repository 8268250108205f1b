"""What works for the screens in the background: the vault, autosave, watching files."""
