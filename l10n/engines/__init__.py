"""Floor 3: strings in, hypotheses out."""
