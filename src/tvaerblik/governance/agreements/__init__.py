"""Samarbejdsaftaler: who agreed on what for whom, in versions that each count from a day."""
