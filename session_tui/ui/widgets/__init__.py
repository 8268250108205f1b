"""The widgets: one for each kind of prompt, lists, documents, and the frame around them."""
