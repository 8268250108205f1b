"""Everything computed from all sessions of one client: chart, thread, brief, due items."""
