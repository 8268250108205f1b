"""Reading a note, and what is done with a signed one."""
