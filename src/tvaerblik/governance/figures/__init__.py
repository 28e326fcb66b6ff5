"""Who agrees with which figures, which ones are said to be wrong, and figures brought from elsewhere."""
