"""REP: the same words repeated across projects and years."""
