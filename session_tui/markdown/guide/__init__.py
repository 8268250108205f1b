"""Guides: Markdown files with attributes."""
