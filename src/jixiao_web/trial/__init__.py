"""Reading and checking any file without filing it: what was understood, what was found, kept for an hour."""
