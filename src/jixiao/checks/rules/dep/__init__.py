"""DEP: the part on the whole department."""
