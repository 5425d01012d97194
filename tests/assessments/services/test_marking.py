import datetime
import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import OutboxEntry
from assessments import selectors, services
from assessments.enums import AttemptState
from assessments.errors import (
    MarkedMeanwhileError,
    MarksDifferError,
    MarksMissingError,
    NotForMarkingError,
    WaitingForMarksError,
)
from assessments.models import Attempt, Mark, Marking, MarkSave, Score
from assessments.rules import canon
from assessments.selectors.integrity import broken_attempts
from assessments.services import marking
from assessments.services.marking import keep_or_join
from assessments.signals import attempt_scored
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_definition,
    make_draft,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def marker(db):
    return make_user(display_name="Ines")


@pytest.fixture
def work(learner):
    return make_submission(learner)


@pytest.fixture
def held(learner, marker):
    closes_at = (timezone.now() + DAY).isoformat(timespec="seconds").replace("+00:00", "Z")
    work = make_submission(learner, make_published_exercise("rubric", results="after_close", closes_at=closes_at))
    release(work, marker)
    return work


@pytest.fixture
def announced():
    heard = []

    def hear(**payload):
        heard.append(payload["attempt_id"])

    attempt_scored.connect(hear)
    yield heard
    attempt_scored.disconnect(hear)


def save(work, marker, marks=None, base=0, seq=""):
    draft = services.Draft(seq or uuid.uuid4().hex, base, make_marks() if marks is None else marks)
    return services.save_marks(attempt_id=work.pk, marker_id=marker.pk, draft=draft)


def test_written_work_waits_without_a_score(work, announced):
    assert (work.state, work.submitted_response) == (AttemptState.SUBMITTED, {"text": "Mayor, please decide."})
    assert not Score.objects.exists()
    assert announced == []
    again = {"attempt_id": work.pk, "client_seq": "again", "base_version": 1, "response": {"text": "Other"}}
    assert services.submit_attempt(**again) is None
    work.refresh_from_db()
    assert work.submitted_response == {"text": "Mayor, please decide."}
    assert list(broken_attempts()) == []


def test_an_empty_text_needs_no_marker(learner, announced):
    work = make_submission(learner, text=" \n ")
    assert (work.state, work.scores.get().state, work.scores.get().earned) == (AttemptState.RELEASED, "unanswered", 0)
    assert announced == [work.pk]


def test_no_other_try_begins_while_one_waits(work, learner):
    with pytest.raises(WaitingForMarksError):
        make_attempt(work.exercise, learner)
    release(work, make_user())
    assert make_attempt(work.exercise, learner).number == 2


def test_what_is_saved_after_handing_in_is_kept_and_does_not_count(work):
    late = {"attempt_id": work.pk, "client_seq": "late", "base_version": 1, "response": {"text": "Late"}}
    with pytest.raises(services.saving.AttemptClosedError):
        services.save_response(**late)
    assert work.saves.filter(is_branch=True).get().response == {"text": "Late"}


def test_a_draft_is_kept_and_changes_nothing(work, marker):
    first = save(work, marker, make_marks(tone=""))
    second = save(work, marker, base=1)
    assert [(one.version, one.is_branch) for one in (first, second)] == [(1, False), (2, False)]
    work.refresh_from_db()
    assert work.state == AttemptState.SUBMITTED
    assert not Score.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_the_same_save_is_stored_once_and_other_marks_with_its_id_are_another(work, marker):
    first = save(work, marker, seq="first-one")
    assert save(work, marker, seq="first-one") == first
    other = save(work, marker, make_marks(comment="Well done."), base=1, seq="first-one")
    assert (other.version, other.client_seq == first.client_seq) == (2, False)
    assert save(work, marker, make_marks(comment="Well done."), base=1, seq="first-one") == other
    assert MarkSave.objects.count() == 2


def test_a_save_on_a_stale_base_is_a_branch_unless_it_says_the_same(work, marker):
    main = save(work, marker)
    assert save(work, marker) == main
    branch = save(work, marker, make_marks(ask="low"))
    assert (branch.is_branch, branch.version) == (True, None)
    with pytest.raises(MarksDifferError):
        services.release_marks(
            attempt_id=work.pk, marker_id=marker.pk, draft=make_draft(make_marks(ask="mid")), number=1
        )
    assert not Mark.objects.exists()


def test_a_save_that_another_request_stores_in_the_meantime_is_found(work, marker):
    save(work, marker)
    branch = save(work, marker, make_marks(ask="low"), seq="at-once-1")
    again = services.Draft("at-once-1", 0, make_marks(ask="low"))
    assert keep_or_join(branch.marking, again) == branch
    with pytest.raises(IntegrityError):
        keep_or_join(branch.marking, services.Draft("at-once-1", 0, make_marks(ask="mid")))


def test_two_markers_keep_drafts_of_their_own(work, marker):
    other = make_user()
    assert [save(work, one).version for one in (marker, other)] == [1, 1]
    assert Marking.objects.filter(attempt=work).count() == 2


def test_release_scores_from_what_is_stored(work, marker, announced):
    mark = release(work, marker, make_marks(comment="Good."))
    work.refresh_from_db()
    score = work.scores.get()
    assert (work.state, mark.number, mark.reason) == (AttemptState.RELEASED, 1, "")
    assert (score.earned, score.possible, score.passed, score.state) == (8_000_000, 10_000_000, True, "answered")
    assert (score.marks_number, score.marks_hash) == (1, canon.response_digest(mark.marks))
    assert announced == [work.pk]
    assert list(broken_attempts()) == []


def test_release_tells_the_learner_in_their_language(learner, marker):
    learner.language = "fr"
    learner.save()
    work = make_submission(learner)
    release(work, marker)
    payload = OutboxEntry.objects.get(topic="accounts.send_mail").payload
    assert payload["to"] == [learner.email]
    assert f"/attempts/{work.key}/review/" in payload["text"]
    assert "The short memo" in payload["subject"]
    assert "On ask" not in payload["text"]


def test_the_same_release_sent_twice_is_one(work, marker, announced):
    draft = make_draft()
    ask = {"attempt_id": work.pk, "marker_id": marker.pk, "draft": draft, "number": 1}
    assert services.release_marks(**ask) == services.release_marks(**ask)
    assert (Mark.objects.count(), Score.objects.count(), announced) == (1, 1, [work.pk])
    assert OutboxEntry.objects.count() == 1


def test_of_two_markers_one_wins_and_the_other_keeps_a_draft(work, marker):
    late = make_user()
    release(work, marker)
    with pytest.raises(MarkedMeanwhileError):
        release(work, late, make_marks(ask="low"))
    assert Mark.objects.get().marker == marker
    assert MarkSave.objects.get(marking__marker=late).marks == make_marks(ask="low")


def test_marks_with_a_gap_are_kept_and_not_released(work, marker):
    with pytest.raises(MarksMissingError) as refused:
        release(work, marker, make_marks(tone=""))
    assert refused.value.problems == ("The tone: Choose a level.",)
    assert MarkSave.objects.get().marks == make_marks(tone="")
    work.refresh_from_db()
    assert work.state == AttemptState.SUBMITTED


def test_a_correction_is_a_new_release_with_a_reason(work, marker, announced):
    release(work, marker)
    with pytest.raises(MarksMissingError):
        release(work, marker, make_marks(tone="top"), number=2, reason="  ")
    mark = release(work, marker, make_marks(tone="top"), number=2, reason="Read again.")
    assert (mark.number, mark.reason) == (2, "Read again.")
    assert list(work.scores.order_by("pk").values_list("earned", "marks_number")) == [(8_000_000, 1), (10_000_000, 2)]
    assert announced == [work.pk, work.pk]
    assert list(broken_attempts()) == []
    mails = [entry.payload["text"] for entry in OutboxEntry.objects.order_by("pk")]
    assert ["Read again." in text for text in mails] == [False, True]


def test_marks_may_go_back_to_what_they_were(work, marker):
    for number, tone in enumerate(("mid", "top", "mid"), start=1):
        release(work, marker, make_marks(tone=tone), number=number, reason="Again." if number > 1 else "")
    assert [score.earned for score in work.scores.order_by("pk")] == [8_000_000, 10_000_000, 8_000_000]
    assert list(broken_attempts()) == []


def test_of_two_corrections_one_wins(work, marker):
    other = make_user()
    release(work, marker)
    release(work, other, make_marks(ask="mid"), number=2, reason="Once more.")
    with pytest.raises(MarkedMeanwhileError):
        release(work, marker, make_marks(ask="low"), number=2, reason="Also.")
    with pytest.raises(MarkedMeanwhileError):
        release(work, marker, make_marks(ask="low"), number=4, reason="Ahead.")
    assert Mark.objects.count() == 2


def test_whose_result_was_released_by_the_clock_is_told_so(held, marker):
    services.release_due(now=timezone.now() + 2 * DAY)
    with pytest.raises(MarkedMeanwhileError, match="It is now: released"):
        services.release_marks(
            attempt_id=held.pk,
            marker_id=marker.pk,
            draft=make_draft(make_marks(ask="low"), 1),
            number=2,
            reason="Again.",
            seen=AttemptState.SCORED,
        )
    assert (Mark.objects.count(), MarkSave.objects.count()) == (1, 2)


def test_whose_result_is_released_by_the_clock_at_the_same_moment_is_told_so(held, marker, monkeypatch):
    check = marking._require_complete

    def release_meanwhile(*given, **named):
        services.release_due(now=timezone.now() + 2 * DAY)
        return check(*given, **named)

    monkeypatch.setattr(marking, "_require_complete", release_meanwhile)
    with pytest.raises(MarkedMeanwhileError, match="It is now: released"):
        release(held, marker, make_marks(ask="low"), number=2, reason="Again.")


def test_nobody_marks_what_they_wrote_or_what_is_not_handed_in(work, learner, marker):
    unfinished = make_attempt(make_published_exercise("rubric"), learner)
    scored = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)
    for attempt, who in ((work, learner), (unfinished, marker), (scored, marker)):
        with pytest.raises(NotForMarkingError):
            save(attempt, who)
        with pytest.raises(NotForMarkingError):
            release(attempt, who)
    assert not Marking.objects.exists()
    assert Attempt.objects.get(pk=work.pk).state == AttemptState.SUBMITTED


def test_guests_are_offered_nothing_that_people_mark():
    exercise = make_published_exercise("rubric")
    services.sync_samples({exercise.key: "memo"})
    assert selectors.sample_slugs() == {}


def test_work_is_marked_by_the_rubric_it_was_written_for(work, marker):
    criteria = make_definition("rubric")["criteria"]
    harder = [{**criterion, "points": {"low": 0, "mid": 1, "top": 5}} for criterion in criteria]
    definition = make_definition("rubric", key=work.exercise.key, structure={"criteria": harder})
    services.publish_definition(key=work.exercise.key, title="Harder", definition=definition, policy={})
    release(work, marker)
    assert work.scores.get().earned == 8_000_000
