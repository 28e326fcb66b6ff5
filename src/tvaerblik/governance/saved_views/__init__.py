"""Questions to *Udforsk* that people have saved under a name."""
