"""The demo vault: invented clients with two years of sessions, made anew whenever somebody wants to look around."""
