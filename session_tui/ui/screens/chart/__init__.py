"""The pages of one client's chart, the brief and the outcome of a step."""
