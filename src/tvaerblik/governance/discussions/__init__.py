"""Discussions of indicators and of single figures, each contribution tied to its release."""
