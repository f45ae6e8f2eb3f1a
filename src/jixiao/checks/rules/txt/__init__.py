"""TXT: language and typography."""
