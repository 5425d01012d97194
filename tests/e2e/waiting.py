"""Waiting for what no locator can see; the pages forbid the evaluation on which Playwright's own wait rests."""

STEP = 100
STEPS = 150


def until(page, expression, arg=None):
    """Wait until an expression of JavaScript, or a function of an argument, gives something true."""
    for _ in range(STEPS):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(f"never true: {expression}")
