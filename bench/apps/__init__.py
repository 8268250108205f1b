"""What our program is measured beside."""
