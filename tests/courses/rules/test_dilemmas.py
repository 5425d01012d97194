import datetime
import zoneinfo
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from courses.rules.dilemmas import (
    GAPS,
    WEEK,
    Asked,
    Question,
    QuestionId,
    choose,
    due_from,
    may_mail,
    strengths_of,
    week_of,
)

MONDAY = datetime.date(2026, 11, 23)
LONG_AGO = datetime.date(2026, 1, 5)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
skills = st.sampled_from(["", "guests", "papers", "talks"])
ids = st.builds(QuestionId, st.integers(1, 4), st.sampled_from("ab"))
questions = st.lists(st.builds(Question, ids, skills, st.booleans(), days), unique_by=lambda it: it.id, max_size=8)
asked = st.lists(
    st.builds(Asked, ids, skills, days.map(week_of), st.sampled_from([True, False, None])),
    unique_by=lambda it: it.week,
    max_size=12,
)
strengths = st.dictionaries(skills, st.fractions(0, 1))


def question(number=1, competency="guests", studied=LONG_AGO, *, judges=False):
    return Question(QuestionId(number, "q1"), competency, judges, studied)


def once(weeks_ago, right, number=1, competency="guests"):
    return Asked(QuestionId(number, "q1"), competency, MONDAY - weeks_ago * WEEK, right)


def theirs(entries, chosen):
    return sorted((entry for entry in entries if entry.id == chosen.id), key=lambda entry: entry.week)


@given(questions, asked, strengths, days, st.randoms())
def test_the_same_week_gives_the_same_question_in_whatever_order_things_come(found, times, known, day, mixer):
    week = week_of(day)
    chosen = choose(found, times, known, week)
    mixed = [mixer.sample(items, len(items)) for items in (found, times)]
    assert choose(*mixed, known, week) == chosen


@given(questions, asked, strengths, days)
def test_a_question_never_comes_before_it_is_due_and_one_that_is_due_is_never_left_out(found, times, known, day):
    week = week_of(day)
    times = [entry for entry in times if entry.week < week]
    chosen = choose(found, times, known, week)
    due = [it for it in found if due_from(it, theirs(times, it)) <= week]
    assert (chosen is None) == (not due)
    if chosen:
        assert chosen in due
        before = theirs(times, chosen)
        last = before[-1].week + GAPS[0] * WEEK if before else week_of(chosen.studied) + WEEK
        assert last <= week


@given(questions, asked, strengths, days)
def test_the_weakest_competency_goes_first_but_for_that_of_the_last_time(found, times, known, day):
    week = week_of(day)
    times = [entry for entry in times if entry.week < week]
    chosen = choose(found, times, known, week)
    if chosen is None:
        return
    last = max(times, key=lambda entry: entry.week).competency if times else None
    due = [it for it in found if due_from(it, theirs(times, it)) <= week]
    others = [it for it in due if it.competency != last] or due
    weakest = min(known.get(it.competency, Fraction(1, 2)) for it in others)
    assert known.get(chosen.competency, Fraction(1, 2)) == weakest


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=10))
def test_gaps_grow_with_right_answers_and_begin_anew_with_a_wrong_one(answers):
    times = [once(len(answers) - place, right) for place, right in enumerate(answers)]
    gap = (due_from(question(), times) - times[-1].week) // WEEK
    longer = (due_from(question(), [*times, once(0, True)]) - MONDAY) // WEEK
    anew = (due_from(question(), [*times, once(0, False)]) - MONDAY) // WEEK
    same = (due_from(question(), [*times, once(0, None)]) - MONDAY) // WEEK
    assert (longer, anew, same) == (min(gap * 2, GAPS[-1]), GAPS[0], gap)


def test_situations_go_first_then_what_was_asked_less_then_what_was_studied_longer_ago():
    early, late = question(1, studied=LONG_AGO), question(2, studied=LONG_AGO + WEEK)
    assert choose([late, early], [], {}, MONDAY) == early
    assert choose([late, early], [once(40, right=True)], {}, MONDAY) == late
    judged = question(3, studied=MONDAY - WEEK, judges=True)
    assert choose([late, early, judged], [], {}, MONDAY) == judged
    assert choose([], [], {}, MONDAY) is None


def test_what_was_studied_this_week_waits_for_the_next():
    fresh = question(studied=MONDAY + datetime.timedelta(days=2))
    assert choose([fresh], [], {}, MONDAY) is None
    assert choose([fresh], [], {}, MONDAY + WEEK) == fresh


def test_the_turn_of_a_year_is_a_week_like_any_other():
    turn = {week_of(datetime.date(2026, 12, 28) + datetime.timedelta(days=day)) for day in range(7)}
    assert turn == {datetime.date(2026, 12, 28)}
    assert week_of(datetime.date(2027, 1, 4)) - turn.pop() == WEEK


@given(days, st.times())
def test_wherever_mail_may_be_sent_it_is_the_week_of_greenwich(day, time):
    now = datetime.datetime.combine(day, time, datetime.UTC)
    for name in ("Pacific/Kiritimati", "Asia/Tokyo", "Europe/Zagreb", "UTC", "America/Lima", "Etc/GMT+12"):
        local = now.astimezone(zoneinfo.ZoneInfo(name))
        assert not may_mail(local) or week_of(local.date()) == week_of(now.date())


def test_mail_goes_out_in_working_hours_of_three_days():
    open_hours = [
        (day, hour)
        for day in range(7)
        for hour in range(24)
        if may_mail(datetime.datetime.combine(MONDAY + datetime.timedelta(days=day), datetime.time(hour)))
    ]
    assert open_hours == [(day, hour) for day in (1, 2, 3) for hour in range(9, 17)]


def test_what_is_known_of_a_competency_is_averaged():
    shares = [("guests", Fraction(1)), ("guests", Fraction(1, 2)), ("papers", Fraction(0))]
    assert strengths_of(shares) == {"guests": Fraction(3, 4), "papers": Fraction(0)}
    assert strengths_of([]) == {}
