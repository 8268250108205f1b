"""What the practitioner sees."""
