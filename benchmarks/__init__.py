"""Measurements: speed and memory of this product against the stock decoding loop."""
