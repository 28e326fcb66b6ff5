"""What was done, by whom and why: entries that can be added and checked, never changed."""
