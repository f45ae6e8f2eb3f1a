"""The operations of the API by what they are about. Each parses, calls one service or selector, and shows."""
