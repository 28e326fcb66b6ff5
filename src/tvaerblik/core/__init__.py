"""Words everyone shares: periods, cell states, result rows, permits, texts, the error tree."""
