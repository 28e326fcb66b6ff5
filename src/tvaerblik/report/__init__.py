"""Documents for an archive: values in, bytes out. Knows nothing of cases, rights or a database."""
