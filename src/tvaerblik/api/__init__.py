"""Everything published, as JSON and CSV, read-only and open to all."""
