"""Puts the parts together: settings, addresses, middleware, an installation's folder, serving."""
