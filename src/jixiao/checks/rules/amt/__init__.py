"""AMT: money."""
