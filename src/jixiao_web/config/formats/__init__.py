"""Formats of numbers where Django's own for a language are not what people here expect."""
