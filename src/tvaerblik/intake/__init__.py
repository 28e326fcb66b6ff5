"""Receive, check, pseudonymise, judge: counts and quarantines, never drops."""
