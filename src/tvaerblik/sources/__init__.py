"""One file a source: reads what one supplier really sends into the canonical columns."""
