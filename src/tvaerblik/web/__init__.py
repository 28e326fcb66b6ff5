"""The pages people read: addresses, thin views, templates, looks."""
