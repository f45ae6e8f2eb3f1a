"""The web application of jixiao: filings, review and their trace for a county. Enters the core by its API and model."""
