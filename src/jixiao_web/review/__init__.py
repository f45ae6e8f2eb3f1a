"""Review of filings: comments on cells, the review sheet, the county's queue."""
