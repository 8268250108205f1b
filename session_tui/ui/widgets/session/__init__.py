"""The parts of the session sheet around its fields."""
