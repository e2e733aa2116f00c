"""Floor 4: many articles, one shared batch."""
