"""Tags that all templates may use."""
