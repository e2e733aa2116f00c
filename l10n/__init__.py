"""Offline article localisation, English <-> Simplified Chinese."""

__version__ = "0.1.0"
