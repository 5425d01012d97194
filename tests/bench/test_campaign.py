from tests.bench.campaign import measured


def test_every_step_does_what_is_measured(db):
    steps = [row["step"] for row in measured(30)]
    assert steps == ["verify_scores", "plan", "compute", "publish", "undo", "verify_scores, twice as many"]
