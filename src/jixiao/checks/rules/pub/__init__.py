"""PUB: disclosure (预决算公开)."""
