"""IDN: identity and codes."""
