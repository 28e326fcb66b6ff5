"""Where stages meet. Each flow reads as a paragraph, is free of Django and is handed a Permit."""
