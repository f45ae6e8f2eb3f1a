"""目标与承诺: the overall goals of approved plans with their progress, and the safeguards kept as commitments."""
