"""Long work with progress and cancel: many files taken in, many filings exported, all checked anew."""
