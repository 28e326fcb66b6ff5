"""Who can log in, where they belong, and which roles they have when."""
