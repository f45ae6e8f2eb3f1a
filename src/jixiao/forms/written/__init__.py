"""Model → paper: the official forms that are read, laid out to be written. Formats are `jixiao.documents.writing`'s."""
