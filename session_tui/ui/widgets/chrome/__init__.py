"""The frame: title bar, tab bar, footer, keys."""
