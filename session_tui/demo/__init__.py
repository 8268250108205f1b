"""The demo vault: invented clients with two years of sessions, generated anew for each use."""
