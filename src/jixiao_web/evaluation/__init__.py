"""绩效自评: reports prefilled, marks with their working, re-check, sampling, corrective action, appraisals."""
