"""What may be seen: disclosure control, and the immutable packages everything that faces people reads."""
