"""Starts Chancery on one machine with nothing else installed: what `make run` runs."""
