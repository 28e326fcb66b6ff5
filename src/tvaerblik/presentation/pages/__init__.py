"""What each page shows, as frozen values built from a release. Pages only lay them out.

The words of a page stand in one table beside its builder, in both languages, so that a missing
translation is a failing test and not a surprise for a reader.
"""
