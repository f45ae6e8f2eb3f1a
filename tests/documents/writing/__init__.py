"""Papers written in every format and read back."""
