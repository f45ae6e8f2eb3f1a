"""Search over units, projects, indicators and texts, of which everybody finds only what they may see."""
