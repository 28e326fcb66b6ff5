"""What somebody has said they will do, and when."""
