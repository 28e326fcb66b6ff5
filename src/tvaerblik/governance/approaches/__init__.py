"""Approaches to the clusters from outside, and the peace to work that a cluster can ask for."""
