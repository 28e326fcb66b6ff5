"""Who decides what, and what was decided: accounts, audit, releases, what is known of sources.

Nothing here has pages, and nothing here sees a delivery or a person: what is known of deliveries is
what the worker reports.
"""
