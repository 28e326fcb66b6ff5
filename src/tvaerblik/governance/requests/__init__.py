"""Requests and the filter: the template, drafts of definitions, judgements, and how fast one answers."""
