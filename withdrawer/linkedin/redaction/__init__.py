"""Pages without people: take an outline, keep LinkedIn's own texts, replace or drop everything else."""
