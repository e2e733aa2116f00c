"""Damaged and odd files: small changes to files of ours, and what is said of each."""
