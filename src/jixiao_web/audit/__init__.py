"""The log of all events, chained by hash."""
