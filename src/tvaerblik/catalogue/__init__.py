"""Definitions: the language (frozen, checked when made), its loader, registers, code lists, units."""
