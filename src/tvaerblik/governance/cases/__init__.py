"""A case: a wish, from the request to the agreed, published and reviewed number; and its log."""
