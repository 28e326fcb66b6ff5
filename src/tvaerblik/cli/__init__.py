"""The command line: parses, hands over to the flows, and says what came of it."""

from tvaerblik.cli.main import main

__all__ = ["main"]
