"""What templates of filings may say."""
