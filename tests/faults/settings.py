"""What `make run` uses, with a way for a test to kill the server between the commit and the answer."""

from config.settings.development import *  # noqa: F403  (settings build on each other)

MIDDLEWARE = ["tests.faults.middleware.DeathAfterCommit", *MIDDLEWARE]  # noqa: F405  (from the settings above)
