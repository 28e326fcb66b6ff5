"""Releases that are proposed: their checklist, embargo and previews; and releases taken back."""
