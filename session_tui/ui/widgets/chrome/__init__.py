"""The frame of a screen: title bar, tab bar, footer, keys."""
