"""From exact results to what everybody may see: disclosure control, release folders, reading.

`ResultRows` come in, `ReleasableRows` go out. Nothing here opens the store or knows a register.
"""
