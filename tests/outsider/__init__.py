"""Checks what we publish as anybody could: from the JSON alone, after docs/exercise-format.md.

One module a kind, named after it, which imports nothing of this project but other outsiders, and the standard library:

    faults(published, optimum) -> list of what is wrong with the optimum; what `python -m assessments.rules optimum`
        prints under that name
    micro_points(published, response, variant) -> the exact points of a response as a fraction of 1/1 000 000, None when
        it is not a whole answer

`comparing` holds their findings against ours; `python -m tests.outsider 1000` does so for random definitions.
"""
