"""Which released packages exist, and which one is shown."""
