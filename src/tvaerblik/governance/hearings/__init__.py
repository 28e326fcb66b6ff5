"""Hearings: who is asked, what they answered for whom, and what was made of it."""
