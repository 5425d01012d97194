"""Reads pages, and puts them together as the files that hold them."""
