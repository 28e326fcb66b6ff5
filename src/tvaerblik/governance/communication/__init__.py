"""What is planned to be sent to clusters and other bodies, and when."""
