"""NAM: what an indicator is called, and whether it stands in the right row."""
