"""The parts of the sheet around its fields."""
