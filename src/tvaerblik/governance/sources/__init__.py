"""What is known of sources and their deliveries: counts and reasons, reported by the worker."""
