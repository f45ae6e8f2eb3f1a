"""WGT: weights of indicators (权重)."""
