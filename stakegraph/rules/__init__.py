"""What holds of a set of facts: merging, checks, conflicts, inferences, citations."""
