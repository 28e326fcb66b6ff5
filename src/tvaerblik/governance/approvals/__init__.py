"""Approval of definitions: who wrote, checked and approved which, and when it is to be looked at again."""
