"""The pages of filings: parse, call one service or selector, render."""
