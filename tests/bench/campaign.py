"""The worker of tests.bench.rescoring: makes the attempts and does every step once. Django has to be set up before."""

import contextlib
import random
import time
import uuid
from pathlib import Path

from django.utils import timezone

from accounts.models import User
from accounts.services import outbox
from assessments import services
from assessments.models import Attempt, Exercise, Rescoring, Score
from assessments.rules import canon, policy, registry, verify
from assessments.selectors import verifying
from courses.models import Enrolment
from tests.assessments.rules.cases import choice_item, choice_of, respond
from tests.factories.courses import exercise_item, lesson_item, make_course

BATCH = 2_000
SEED = 20_26


def measured(attempts):
    """Do every step once and yield what it took."""
    exercise, author = _stage(attempts)

    def work():
        while outbox.sweep():
            pass

    def plan():
        return services.plan_rescoring(
            exercise_key=exercise.key,
            target_hash=exercise.current_version_id,
            reason="The key of the first question was wrong.",
            author_id=author.pk,
            may_lower=True,
        )

    yield _row("verify_scores", lambda: _require(not list(verifying.wrong_scores())))
    yield _row("plan", plan)
    row = Rescoring.objects.get()
    yield _row("compute", work)
    _require(Rescoring.objects.get().state == "ready" and row.items.count() == attempts)
    yield _row("publish", lambda: (services.publish_rescoring(key=row.key, user_id=author.pk), work()))
    _require(Rescoring.objects.get().state == "published")
    yield _row("undo", lambda: (services.undo_rescoring(key=row.key, user_id=author.pk), work()))
    _require(Rescoring.objects.get().state == "undone")
    yield _row("verify_scores, twice as many", lambda: _require(not list(verifying.wrong_scores())))


def _require(holds):
    if not holds:
        raise RuntimeError("the bench measured something that does not hold")


def _row(step, do):
    started, cpu, before = time.monotonic(), time.process_time(), _megabytes("VmRSS")
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    do()
    return {
        "step": step,
        "seconds": time.monotonic() - started,
        "cpu": time.process_time() - cpu,
        "megabytes": _megabytes("VmHWM") - before,
    }


def _megabytes(name):
    """Read the memory of this process; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
    return 0


def _stage(attempts):
    """Publish the exercise, let everybody answer, and publish it with another key; return it and somebody."""
    modes = ("single", "multiple") * 5
    items = [choice_item(f"q{place}", mode, 1 + place % 2, 3) for place, mode in enumerate(modes)]
    definition = choice_of(*items) | {"key": str(uuid.uuid4())}
    rules = {"pass_percent": 50}
    key = uuid.UUID(definition["key"])
    services.publish_definition(key=key, title="Bench", definition=definition, policy=rules)
    exercise = Exercise.objects.select_related("current_version").get()
    course = make_course(lesson_item("check", exercise_item(exercise), done_by="check"))
    learners = _learners(attempts)
    Enrolment.objects.bulk_create([Enrolment(learner=one, course=course) for one in learners], batch_size=BATCH)
    _answer(exercise, learners)
    first = definition["items"][0]["options"]
    first[0]["right"], first[1]["right"] = False, True
    services.publish_definition(key=key, title="Bench", definition=definition, policy=rules)
    return Exercise.objects.get(), learners[0]


def _learners(number):
    users = (User(email=f"learner{place}@bench.example", display_name=f"L. {place}") for place in range(number))
    return User.objects.bulk_create(users, batch_size=BATCH)


def _answer(exercise, learners):
    rng, whole = random.Random(SEED), canon.Whole(exercise.current_version.definition)
    rules = policy.Policy.from_json(exercise.policy)
    same = {"exercise": exercise, "version": exercise.current_version, "policy": rules.to_json()}
    same |= {"policy_hash": rules.digest(), "state": "released", "number": 1, "submitted_at": timezone.now()}
    for start in range(0, len(learners), BATCH):
        attempts = Attempt.objects.bulk_create(
            Attempt(
                **same,
                learner=learner,
                variant=registry.draw_variant(whole, rng.randbytes(16)),
                submitted_response=respond(whole, rng),
            )
            for learner in learners[start : start + BATCH]
        )
        scores = []
        for attempt in attempts:
            scored = verify.replay(whole, attempt.variant, attempt.submitted_response, rules)
            is_passed = policy.is_passed(rules, scored.earned, scored.possible)
            scores.append(
                Score(
                    attempt=attempt,
                    version=exercise.current_version,
                    scorer=scored.scorer,
                    policy_hash=scored.policy,
                    state=scored.state,
                    earned=scored.earned,
                    possible=scored.possible,
                    passed=is_passed,
                    result=scored.to_json(),
                )
            )
        for attempt, score in zip(attempts, Score.objects.bulk_create(scores), strict=True):
            attempt.score = score
        Attempt.objects.bulk_update(attempts, ["score"])
