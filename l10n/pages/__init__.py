"""Floor 3: localised pages made from templates."""
