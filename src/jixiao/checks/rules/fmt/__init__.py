"""FMT: the form of an official paper (公文格式)."""
