"""BAS: the basis of a value, and the evidence for it."""
