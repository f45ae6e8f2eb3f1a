"""The REST API: what people do on pages, for their programs, by tokens of their own."""
