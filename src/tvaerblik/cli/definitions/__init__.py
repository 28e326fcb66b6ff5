"""What `tvaerblik definitions` can do beside check and show, a module each."""
