"""Tværblik: management information across region, municipalities, hospitals and general practice."""

__version__ = "0.1.0"
