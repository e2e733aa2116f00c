"""Floor 3: Article -> Article, one file a stage."""
