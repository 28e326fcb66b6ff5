"""Forums and bodies, and who sits in them, each with the days on which it held."""
