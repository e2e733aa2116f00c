"""Floor 5: what translators work with."""
