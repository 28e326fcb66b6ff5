"""The referee: slow, obvious, over rows. It shares no arithmetic with the fast engine."""
