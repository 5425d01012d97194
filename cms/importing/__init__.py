"""Courses kept in plain files: `reading` is pure and finds every mistake, `applying` makes pages of what was read."""
