"""Releases: frozen, described, checked and published versions of the tables."""
