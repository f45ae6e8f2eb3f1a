"""STR: structure and completeness of the document."""
