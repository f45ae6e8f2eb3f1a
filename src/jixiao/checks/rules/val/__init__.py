"""VAL: target values, operators and units."""
