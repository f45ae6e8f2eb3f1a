"""IND: which indicators there are, and under which level they stand."""
