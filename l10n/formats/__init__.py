"""Floor 3: bytes <-> model, one file a format."""
