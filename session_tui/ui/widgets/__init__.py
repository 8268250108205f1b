"""The widgets: one a kind of prompt, and the few others."""
