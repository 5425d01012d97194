"""Reads a folder of courses into frozen values; collects every mistake with file and line. Touches no database."""
