"""Property tests of the rules are the same on every run."""

from hypothesis import settings

settings.register_profile("rules", derandomize=True, database=None, deadline=None, max_examples=25)
settings.load_profile("rules")
