"""What every form of showing shares: numbers, dates, words and charts. No Django."""
