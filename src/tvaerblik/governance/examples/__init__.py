"""Good examples of quality work across sectors: what was done, who must be involved, what made it possible."""
