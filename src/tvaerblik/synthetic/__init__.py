"""Invented register data in the shape of the real deliveries, with the right answers beside."""

from tvaerblik.synthetic.world import SynthReport, write_deliveries

__all__ = ["SynthReport", "write_deliveries"]
