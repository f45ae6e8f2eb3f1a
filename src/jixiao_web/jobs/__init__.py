"""Long work with progress and cancel. Files and filings are its own affair; parts above it register theirs."""
