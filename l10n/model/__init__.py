"""Floor 0: the nouns of the product; standard library only, immutable."""
