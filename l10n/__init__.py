"""Offline article localisation, English <-> Simplified Chinese."""

__version__ = "0.3.0"
