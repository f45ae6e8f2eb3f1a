"""EVA: self-evaluations (绩效自评)."""
