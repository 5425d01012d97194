import hashlib
import itertools
import random
import uuid

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import selectors, services
from assessments.enums import AttemptState, EventKind
from assessments.errors import RescoringError
from assessments.models import (
    Attempt,
    AttemptEvent,
    Exercise,
    Mark,
    Rescoring,
    RescoringChunk,
    RescoringItem,
    Score,
)
from assessments.selectors import integrity
from assessments.services import marking, rescoring_parts
from assessments.services import rescoring as campaigns
from assessments.signals import scores_changed, scores_restored
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    RIGHT,
    finish_attempt,
    make_attempt,
    make_definition,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)
from tests.factories.courses import exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

# What a rescoring writes beside the results: its own rows, events and the outbox.
OWN = {"Rescoring", "RescoringChunk", "RescoringItem", "RescoringEffect", "AttemptEvent", "OutboxEntry"}


@pytest.fixture
def author():
    return make_user()


def publish(exercise, definition):
    """Publish another definition of an exercise that exists."""
    definition["key"] = str(exercise.key)
    title = definition["texts"]["en"]["title"]
    services.publish_definition(key=exercise.key, title=title, definition=definition, policy=exercise.policy)
    return Exercise.objects.get(pk=exercise.pk)


def turn_key(exercise, wrong="a", right="b"):
    """Publish the small knowledge check with another key of its first question."""
    definition = make_definition("choice", key=exercise.key)
    for option in definition["items"][0]["options"]:
        option["right"] = option["id"] == right
    return publish(exercise, definition)


def answer(exercise, learner, first, second):
    attempt = make_attempt(exercise, learner)
    response = {"answers": {"q1": [first]} | ({"q2": second} if second else {})}
    services.submit_attempt(attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=0, response=response)
    return Attempt.objects.get(pk=attempt.pk)


def plan(exercise, author, *, may_lower=True, reason="The key was wrong."):
    return services.plan_rescoring(
        exercise_key=exercise.key,
        target_hash=exercise.current_version_id,
        reason=reason,
        author_id=author.pk,
        may_lower=may_lower,
    )


def work():
    """Let the background do all that is due, however many sweeps it takes."""
    while outbox.sweep():
        pass


def run(exercise, author, **options):
    """Plan, work out and publish."""
    key = plan(exercise, author, **options)
    work()
    services.publish_rescoring(key=key, user_id=author.pk)
    work()
    return key


def state_of(key):
    return Rescoring.objects.get(key=key).state


def table_hashes():
    """Hash every row of every table, but for what a rescoring writes beside the results; no score it made either."""
    made = set(RescoringItem.objects.values_list("after", flat=True))
    hashes = {}
    for model in apps.get_models():
        if model.__name__ not in OWN:
            stored = model.objects.exclude(pk__in=made) if model is Score else model.objects
            rows = list(stored.order_by("pk").values_list())
            hashes[model._meta.label] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return hashes


def counted(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def points():
    return list(Attempt.objects.order_by("pk").values_list("score__earned", flat=True))


def make_crowd(tries):
    """Let twenty people, most of them in a course, try an exercise whose key is changed afterwards."""
    rng = random.Random(20)
    exercise = make_published_exercise("choice", pass_percent=60)
    course = make_course(lesson_item("check", exercise_item(exercise), done_by="check"))
    learners = [make_user() for _ in range(20)]
    for learner in learners[:15]:
        make_enrolment(course, learner)
    for _, learner in itertools.product(range(tries), learners):
        second = sorted(rng.sample("abcd", rng.randint(1, 3)))
        answer(exercise, learner, rng.choice("ab" if learner in learners[10:] else "a"), second)
    return turn_key(exercise)


@pytest.fixture
def crowd():
    """Twenty attempts."""
    return make_crowd(1)


FIRST = "a.submitted_response -> 'answers' -> 'q1' ->> 0"
CHANGE = f"CASE WHEN {FIRST} = 'b' THEN 1000000 ELSE -1000000 END"
PASSES = "100 * ({earned}) >= 60 * s.possible"
OLDEST = "SELECT MIN(id) FROM assessments_score WHERE attempt_id = a.id"
BEFORE = f"FROM assessments_attempt a JOIN assessments_score s ON s.id = ({OLDEST})"


def number(condition):
    ((found,),) = counted(f"SELECT COUNT(*) {BEFORE} WHERE {condition}")
    return found


@pytest.mark.parametrize("may_lower", [True, False])
def test_the_report_is_what_sql_counts_and_undoing_restores_every_table(author, may_lower):
    crowd = make_crowd(10)
    before, scores = table_hashes(), points()
    key = run(crowd, author, may_lower=may_lower)
    passed, passes = PASSES.format(earned="s.earned"), PASSES.format(earned=f"s.earned + {CHANGE}")
    found = selectors.rescoring(key)
    assert found.state == "published"
    assert found.report.count == number("TRUE") == 200
    assert found.report.outcomes == {
        "same": 0,
        "remark": 0,
        "refused": 0,
        "raised": number(f"{FIRST} = 'b'"),
        "lowered" if may_lower else "kept": number(f"{FIRST} = 'a'"),
        "kept" if may_lower else "lowered": 0,
    }
    assert found.report.now_pass == number(f"{passes} AND NOT {passed}") > 0
    assert found.report.now_fail == number(f"{passed} AND NOT ({passes})") > 0
    assert dict(found.report.steps).keys() <= {-34, -33, 33, 34, 17, -17}
    assert [old - new for old, new in zip(scores, points(), strict=True) if new < old] == (
        [1_000_000] * found.report.outcomes["lowered"]
    )
    assert list(integrity.broken_attempts()) == []
    assert table_hashes() != before
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    assert (state_of(key), points(), table_hashes()) == ("undone", scores, before)
    assert list(integrity.broken_attempts()) == []


def test_a_plan_shows_a_sample_and_changes_nothing(crowd, author, monkeypatch):
    monkeypatch.setattr(campaigns, "SAMPLE", 5)
    before = table_hashes()
    key = plan(crowd, author)
    found = selectors.rescoring(key)
    assert (found.state, found.sample.count, found.report, found.people) == ("planned", 5, None, ())
    assert sum(found.sample.outcomes.values()) == sum(number for _step, number in found.sample.steps) == 5
    work()
    found = selectors.rescoring(key)
    assert (found.state, found.report.count, found.chunks, found.chunks_done) == ("ready", 20, 1, 1)
    assert table_hashes() == before
    services.cancel_rescoring(key=key, user_id=author.pk)
    assert (state_of(key), table_hashes()) == ("cancelled", before)


@pytest.fixture
def parted(crowd, monkeypatch):
    """The same in four parts."""
    monkeypatch.setattr(rescoring_parts, "CHUNK", 5)
    return crowd


def parts(key):
    return list(RescoringChunk.objects.filter(rescoring__key=key).order_by("first").values_list("pk", flat=True))


def test_every_part_is_done_once_twice_and_out_of_order(parted, author):
    before, at_once = table_hashes(), run(parted, author)
    expected = points()
    services.undo_rescoring(key=at_once, user_id=author.pk)
    work()
    key = plan(parted, author)
    steps = {"compute": None, "publish": services.publish_rescoring, "undo": services.undo_rescoring}
    results = []
    for step, begin in steps.items():
        if begin:
            begin(key=key, user_id=author.pk)
        for chunk_id in [*reversed(parts(key)), *parts(key)]:
            services.rescore_part(chunk_id=chunk_id, step=step)
        services.rescore_part(chunk_id=parts(key)[0], step="compute")
        results.append((state_of(key), points() == expected))
    assert results == [("ready", False), ("published", True), ("undone", False)]
    assert table_hashes() == before
    assert AttemptEvent.objects.filter(kind=EventKind.RESCORED).count() == 40
    work()
    assert (state_of(key), table_hashes()) == ("undone", before)


@pytest.mark.parametrize("step", ["compute", "publish", "undo"])
def test_whoever_dies_in_the_middle_leaves_nothing_behind(parted, author, monkeypatch, step):
    key = plan(parted, author)
    if step != "compute":
        work()
        services.publish_rescoring(key=key, user_id=author.pk)
    if step == "undo":
        work()
        services.undo_rescoring(key=key, user_id=author.pk)
    services.rescore_part(chunk_id=parts(key)[1], step=step)
    before = table_hashes(), RescoringItem.objects.count(), points(), Score.objects.count()
    dying = "record_many" if step != "compute" else "rescored"
    with monkeypatch.context() as patched:
        patched.setattr(rescoring_parts, dying, die)
        with pytest.raises(KeyboardInterrupt):
            services.rescore_part(chunk_id=parts(key)[0], step=step)
    assert before == (table_hashes(), RescoringItem.objects.count(), points(), Score.objects.count())
    work()
    assert state_of(key) == {"compute": "ready", "publish": "published", "undo": "undone"}[step]
    assert list(integrity.broken_attempts()) == []


def die(*_args, **_kwargs):
    raise KeyboardInterrupt


def test_work_that_was_lost_is_swept_up(parted, author):
    key = plan(parted, author)
    OutboxEntry.objects.update(claimed_by="dead", available_at=timezone.now() - timezone.timedelta(minutes=1))
    work()
    assert state_of(key) == "ready"


def test_an_attempt_that_is_handed_in_meanwhile_is_picked_up(author, learner, monkeypatch):
    exercise = make_published_exercise("choice")
    answer(exercise, learner, "a", ["a"])
    late, later = (make_attempt(exercise, make_user()) for _ in range(2))
    exercise = turn_key(exercise)
    key = plan(exercise, author)
    work()
    finish_attempt(late, is_right=True)
    services.publish_rescoring(key=key, user_id=author.pk)
    with monkeypatch.context() as patched:
        patched.setattr(rescoring_parts, "_end_step", lambda *_: None)
        services.rescore_part(chunk_id=parts(key)[0], step="publish")
    finish_attempt(later, is_right=True)
    work()
    assert state_of(key) == "published"
    assert set(Attempt.objects.values_list("score__version", flat=True)) == {exercise.current_version_id}
    assert selectors.rescoring(key).report.count == 3


def test_an_attempt_that_is_begun_meanwhile_is_on_the_new_version(author, learner):
    exercise = make_published_exercise("choice")
    answer(exercise, learner, "a", ["a"])
    exercise = turn_key(exercise)
    key = plan(exercise, author)
    new = answer(exercise, make_user(), "b", ["a", "b"])
    work()
    assert (new.score.earned, selectors.rescoring(key).report.count) == (3_000_000, 1)


def test_a_version_that_was_published_meanwhile_keeps_its_results(author, learner):
    exercise = make_published_exercise("choice")
    old = answer(exercise, learner, "a", ["a"])
    key = plan(turn_key(exercise), author)
    work()
    services.publish_rescoring(key=key, user_id=author.pk)
    target = Rescoring.objects.get(key=key).target_id
    exercise = turn_key(exercise, "b", "a")
    new = answer(exercise, make_user(), "a", ["a", "b"])
    work()
    assert state_of(key) == "published"
    counting = dict(Attempt.objects.values_list("pk", "score__version"))
    assert counting == {old.pk: target, new.pk: exercise.current_version_id}


def test_a_rescoring_on_a_version_that_is_no_longer_in_force_is_not_published(crowd, author):
    key = plan(crowd, author)
    work()
    turn_key(crowd, "b", "a")
    with pytest.raises(RescoringError, match="in force"):
        services.publish_rescoring(key=key, user_id=author.pk)
    services.cancel_rescoring(key=key, user_id=author.pk)
    assert state_of(key) == "cancelled"


def test_two_at_once_are_refused(crowd, author):
    key = plan(crowd, author)
    with pytest.raises(RescoringError, match="under way"):
        plan(crowd, author)
    services.cancel_rescoring(key=key, user_id=author.pk)
    work()
    assert (state_of(key), RescoringItem.objects.count()) == ("cancelled", 0)
    assert state_of(plan(crowd, author)) == "planned"


@pytest.mark.parametrize(("change", "says"), [({"reason": " "}, "why"), ({"target": "0" * 64}, "in force")])
def test_a_plan_needs_a_reason_and_the_version_in_force(crowd, author, change, says):
    target = change.pop("target", crowd.current_version_id)
    options = {"reason": "Why.", "author_id": author.pk, "may_lower": True} | change
    with pytest.raises(RescoringError, match=says):
        services.plan_rescoring(exercise_key=crowd.key, target_hash=target, **options)


def test_there_has_to_be_an_attempt_on_another_version(author):
    exercise = make_published_exercise("choice")
    with pytest.raises(RescoringError, match="already"):
        plan(exercise, author)


def test_what_guests_began_and_what_was_taken_out_is_left_alone(author, learner):
    exercise = make_published_exercise("choice")
    guest, void, other = (answer(exercise, make_user(), "a", ["a"]) for _ in range(3))
    Attempt.objects.filter(pk=guest.pk).update(as_guest=True)
    Attempt.objects.filter(pk=void.pk).update(state=AttemptState.VOID)
    key = run(turn_key(exercise), author)
    assert list(RescoringItem.objects.values_list("attempt", flat=True)) == [other.pk]
    assert selectors.rescoring(key).report.count == 1


def test_another_task_is_refused(author, learner):
    exercise = make_published_exercise("order")
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    entries = [{"id": "gov", "rank": 1}, {"id": "mayor", "rank": 2}, {"id": "judge", "rank": 3}]
    definition = make_definition("order", key=exercise.key, structure={"entries": entries, "rules": []})
    with pytest.raises(RescoringError, match="task itself was changed"):
        plan(publish(exercise, definition), author)
    assert not Rescoring.objects.exists()


def reworded(exercise, right="a"):
    """Publish another task in the same place."""
    definition = make_definition("choice", key=exercise.key)
    definition["items"].pop()
    definition["points"] = 1
    for option in definition["items"][0]["options"]:
        option["right"] = option["id"] == right
    return publish(exercise, definition)


def test_attempts_on_another_task_stay_beside_those_that_are_rescored(author, learner):
    exercise = make_published_exercise("choice")
    old = answer(exercise, learner, "a", ["a"])
    exercise = reworded(exercise)
    new = answer(exercise, make_user(), "a", [])
    key = run(reworded(exercise, "b"), author)
    found = selectors.rescoring(key).report.outcomes
    assert {outcome: number for outcome, number in found.items() if number} == {"lowered": 1, "refused": 1}
    assert Attempt.objects.get(pk=old.pk).score_id == old.score_id
    assert Attempt.objects.get(pk=new.pk).score.earned == 0


@pytest.fixture
def marked(learner):
    work_of = make_submission(learner)
    release(work_of, make_user())
    return Attempt.objects.get(pk=work_of.pk)


def dearer(exercise, **structure):
    criteria = [
        {"id": "ask", "competency": None, "points": {"low": 0, "mid": 1, "top": 2}},
        {"id": "tone", "competency": None, "points": {"low": 0, "mid": 4, "top": 8}},
    ]
    return publish(exercise, make_definition("rubric", key=exercise.key, structure={"criteria": criteria, **structure}))


def test_written_work_is_scored_again_from_its_marks_and_they_stay(marked, author):
    exercise = dearer(marked.exercise)
    marks = list(Mark.objects.values())
    key = run(exercise, author)
    marked.refresh_from_db()
    assert (marked.score.earned, marked.score.marks_number, selectors.rescoring(key).report.outcomes["lowered"]) == (
        6_000_000,
        1,
        1,
    )
    assert list(Mark.objects.values()) == marks
    page = selectors.marking_page(key=marked.key, marker_id=author.pk, scope=Q(), language="en")
    assert (page.outcome.earned, page.outcome.possible) == (6_000_000, 10_000_000)
    assert list(integrity.broken_attempts()) == []


def test_marks_that_are_corrected_afterwards_count_by_the_new_version_and_stay(marked, author):
    key = run(dearer(marked.exercise), author)
    release(marked, make_user(), make_marks(tone="top"), number=2, reason="Again.")
    marked.refresh_from_db()
    assert (marked.score.earned, marked.score.version_id) == (10_000_000, marked.exercise.current_version_id)
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    marked.refresh_from_db()
    assert (marked.score.earned, selectors.rescoring(key).moved_on) == (10_000_000, 1)


def test_marks_that_are_corrected_while_it_is_published_count_by_the_new_version(marked, author, monkeypatch):
    exercise = dearer(marked.exercise)
    key = plan(exercise, author)
    work()
    check = marking._require_complete

    def publish_meanwhile(*given, **named):
        services.publish_rescoring(key=key, user_id=author.pk)
        work()
        return check(*given, **named)

    monkeypatch.setattr(marking, "_require_complete", publish_meanwhile)
    release(marked, make_user(), make_marks(tone="top"), number=2, reason="Again.")
    marked.refresh_from_db()
    assert (state_of(key), marked.score.version_id) == ("published", exercise.current_version_id)


def test_marks_that_are_corrected_before_publishing_are_worked_out_again(marked, author):
    exercise = dearer(marked.exercise)
    key = plan(exercise, author)
    work()
    release(marked, make_user(), make_marks(tone="top"), number=2, reason="Again.")
    services.publish_rescoring(key=key, user_id=author.pk)
    work()
    marked.refresh_from_db()
    assert (marked.score.earned, marked.score.marks_number) == (10_000_000, 2)
    assert selectors.rescoring(key).report.count == 1


def test_written_work_on_another_rubric_is_to_be_marked_anew(marked, author):
    levels = [{"id": "low"}, {"id": "mid"}, {"id": "high"}, {"id": "top"}]
    points_of = {"low": 0, "mid": 1, "high": 2, "top": 5}
    criteria = [{"id": name, "competency": None, "points": points_of} for name in ("ask", "tone")]
    texts = {"levels.high.name": "High"} | {f"criteria.{name}.levels.high.text": "High." for name in ("ask", "tone")}
    structure = {"levels": levels, "criteria": criteria}
    exercise = publish(marked.exercise, make_definition("rubric", structure=structure, **texts))
    key = run(exercise, author)
    assert selectors.rescoring(key).report.outcomes["remark"] == 1
    assert Attempt.objects.get(pk=marked.pk).score_id == marked.score_id


def test_the_states_allow_one_way_on(crowd, author):
    key = plan(crowd, author)
    moves = {
        "publish": services.publish_rescoring,
        "undo": services.undo_rescoring,
        "cancel": services.cancel_rescoring,
    }
    allowed = {"publish": "may_publish", "undo": "may_undo", "cancel": "may_cancel"}
    seen = []
    for go in ["publish", "undo"]:
        work()
        found = selectors.rescoring(key)
        seen.append([name for name, may in allowed.items() if getattr(found, may)])
        for name in set(allowed) - set(seen[-1]):
            with pytest.raises(RescoringError):
                moves[name](key=key, user_id=author.pk)
        moves[go](key=key, user_id=author.pk)
    work()
    assert seen == [["publish", "cancel"], ["undo"]]
    assert state_of(key) == "undone"


def test_an_earlier_one_is_undone_after_the_later(author, learner):
    exercise = make_published_exercise("choice")
    answer(exercise, learner, "a", ["a"])
    first = run(turn_key(exercise), author)
    second = run(turn_key(exercise, "b", "a"), author)
    with pytest.raises(RescoringError, match="later"):
        services.undo_rescoring(key=first, user_id=author.pk)
    services.undo_rescoring(key=second, user_id=author.pk)
    work()
    services.undo_rescoring(key=first, user_id=author.pk)
    work()
    assert points() == [2_000_000]


def test_undoing_beside_one_that_was_planned_a_moment_ago_is_refused(crowd, author):
    first = plan(crowd, author)
    services.cancel_rescoring(key=first, user_id=author.pk)
    key = run(crowd, author)
    Rescoring.objects.filter(key=first).update(state="ready")
    with pytest.raises(RescoringError, match="under way"):
        services.undo_rescoring(key=key, user_id=author.pk)
    assert state_of(key) == "published"


def test_each_part_announces_once_whose_points_changed(parted, author):
    heard = []

    def hear(**sent):
        heard.append(sent)

    scores_changed.connect(hear)
    scores_restored.connect(hear)
    try:
        key = run(parted, author)
        services.undo_rescoring(key=key, user_id=author.pk)
        work()
    finally:
        scores_changed.disconnect(hear)
        scores_restored.disconnect(hear)
    assert [len(sent["attempt_ids"]) for sent in heard] == [5] * 8
    assert {sent["cause"] for sent in heard} == {key}
    assert {sent["signal"] for sent in heard[:4]} == {scores_changed}


def test_what_happened_is_written_to_the_chain_of_each_attempt(author, learner):
    exercise = make_published_exercise("choice")
    attempt = answer(exercise, learner, "a", ["a"])
    key = run(turn_key(exercise), author)
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    last = list(attempt.events.order_by("number"))[-2:]
    assert [(event.kind, event.by_id, event.details["earned"]) for event in last] == [
        ("rescored", author.pk, 1_000_000),
        ("rescoring_undone", author.pk, 2_000_000),
    ]
    assert {event.details["rescoring"] for event in last} == {str(key)}
    call_command("check_invariants")


def test_the_people_it_hits_hardest_come_first(crowd, author):
    found = selectors.rescoring(run(crowd, author))
    assert 0 < len(found.people) <= 50
    assert all(person.passed_before != person.passed_after for person in found.people[: min(50, found.report.now_fail)])


def test_rescorings_of_an_exercise_are_listed_newest_first(crowd, author):
    first = plan(crowd, author)
    services.cancel_rescoring(key=first, user_id=author.pk)
    second = plan(crowd, author)
    listed = selectors.rescorings_of(crowd.key)
    assert [(entry.key, entry.state) for entry in listed] == [(second, "planned"), (first, "cancelled")]
    assert selectors.rescoring(uuid.uuid4()) is None


def test_statements_do_not_grow_with_the_attempts_of_a_part(author, statements):
    exercise = make_published_exercise("choice")
    numbers = []
    for size in (2, 5):
        for _ in range(size):
            answer(exercise, make_user(), "a", ["a"])
        exercise = turn_key(exercise, *("ab" if size == 2 else "ba"))
        key = plan(exercise, author)
        with statements() as computing:
            services.rescore_part(chunk_id=parts(key)[0], step="compute")
        services.publish_rescoring(key=key, user_id=author.pk)
        with statements() as publishing:
            services.rescore_part(chunk_id=parts(key)[0], step="publish")
        numbers.append((len(computing.counted), len(publishing.counted)))
    assert numbers[0] == numbers[1]


def test_right_answers_of_a_learner_are_shown_by_the_version_that_scored(author, learner):
    exercise = make_published_exercise("choice", practice=True)
    attempt = make_attempt(exercise, learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="1", base_version=0, response=RIGHT["choice"])
    run(turn_key(exercise), author)
    shown = selectors.review(key=attempt.key, owner=attempt.owner, language="en")
    right = [option.id for option in shown.debrief.items[0].options if option.right]
    assert (shown.earned, right) == (2_000_000, ["b"])
