import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from assessments.models import Attempt, Score
from assessments.rules import points, registry
from assessments.rules.policy import Policy
from assessments.rules.types import (
    Criterion,
    Debrief,
    HotspotDebrief,
    IntrayDebrief,
    Owner,
    RedpenDebrief,
    RubricDebrief,
    ScoredResponse,
)
from assessments.selectors.answers import clause_name
from assessments.selectors.appeals import AskedLook, asked_looks, may_appeal
from assessments.selectors.clock import HandedIn, handed_in
from assessments.selectors.rescoring import ResultChange, result_changes
from assessments.selectors.states import ExerciseState, state_beside

RULES: Mapping[str, str | Promise] = {
    "select-single": _("One answer is right: it earns all points, any other none."),
    "select-net": _(
        "Each right answer chosen adds its share of the points, each wrong answer chosen takes away its share."
    ),
    "numeric": _(
        "A number close enough to the right one earns all points of its question; where the question says so, one "
        "that is up to twice as far off earns half of them."
    ),
    "match": _(
        "Right pairs less one, divided by all pairs less one, is the share of the points: one pair comes right by "
        "chance."
    ),
    "sjt-pairs": _(
        "Options that the ratings clearly set apart are compared in pairs. A pair that you see in the same order "
        "earns, one the other way round takes away as much, and the same number for both does neither. Pairs further "
        "apart weigh more."
    ),
    "sjt-best-worst": _("The best option earns half of the points of its scenario and the worst the other half."),
    "order-tau": _(
        "All pairs with a fixed order are compared. Pairs the right way round less pairs the wrong way round, "
        "divided by all pairs, is the share of the points."
    ),
    "order-compared": _(
        "All pairs with a fixed order are compared; where equal ranks have to be recognised, so are pairs of one rank; "
        "and each entry that belongs is compared with each that does not. Right pairs less wrong ones, divided by all "
        "pairs, is the share of the points. A pair is neither right nor wrong when two entries share a rank and should "
        "not, or should and do not, when one was left out, or when both of an entry that belongs and one that does "
        "not are in the list or out of it."
    ),
    "order-lcs": _(
        "The fewest entries that would have to move are counted. Each of them costs its share of the points, wherever "
        "it stands."
    ),
    "order-position": _(
        "Entries at their own place are counted, less as many as come right by chance; those that share a rank share "
        "their places."
    ),
    "branch-regret": _(
        "A decision loses the difference between the best result still possible before it and the best result "
        "still possible after it."
    ),
    "placement": _(
        "Every broken rule costs its weight. A plan as good as chance earns nothing and the best plan earns "
        "everything; in between the points follow what a plan loses."
    ),
    "rubric-level": _(
        "A person read the text and gave each criterion of the rubric a level; each level is worth the points that the "
        "rubric says."
    ),
    "negotiation": _(
        "Your own gain: what you gained over having no deal, out of the most that was possible. Gain for both: how "
        "little was left on the table; as much as a deal drawn by lot leaves earns nothing. Equal gains: the smaller "
        "gain out of the larger. Way of talking: offers that are not worse for both than the one before, and a "
        "question."
    ),
    "network": _(
        "What your partners leave uncovered costs its weight. A choice as good as chance earns nothing and the best "
        "affordable choice earns everything; in between the points follow what is covered."
    ),
    "unavoidable": _("Not everything could be had at once: what even the best answer loses was given back."),
    "cap": _("A plan that breaks a rule which must not be broken earns half of the points at most."),
    "floor": _("A result never counts below zero: what went below was given back."),
    "late": _(
        "What is handed in after the close loses part of the points: a share for each day begun, or in proportion to "
        "the time, as the exercise says. No result goes below zero by it."
    ),
    "negotiation.unavoidable": _(
        "Nobody can have everything when both gain alike: what even the fairest of the best deals loses was given back."
    ),
    "negotiation.cap": _("A deal that breaks the mandate earns two fifths of the points at most."),
}

ADJUSTMENTS: Mapping[str, str] = {
    "late": gettext_noop("Taken, as it was handed in late"),
    "unavoidable": gettext_noop("Given back: what no answer could have kept"),
    "cap": gettext_noop("Taken: a rule was broken that must not be"),
    "negotiation.unavoidable": gettext_noop("Given back, as nobody can have everything: %(line)s"),
    "negotiation.cap": gettext_noop("Taken, as the mandate was broken: %(line)s"),
}

NUMBERED: Mapping[str, str] = {
    "select-single": gettext_noop("Question %(number)s"),
    "select-net": gettext_noop("Question %(number)s"),
    "numeric": gettext_noop("Question %(number)s"),
    "sjt-pairs": gettext_noop("Scenario %(number)s"),
    "sjt-best-worst": gettext_noop("Scenario %(number)s"),
}

# Lines of a negotiation, by their id.
NEGOTIATION: Mapping[str, str] = {
    "claim": gettext_noop("Your own gain"),
    "creation": gettext_noop("Gain for both"),
    "fairness": gettext_noop("Equal gains"),
    "process": gettext_noop("Way of talking"),
}


LABELS: Mapping[str, str] = {
    "numeric": gettext_noop("Question %(number)s"),
    "select-net": gettext_noop("Question %(number)s"),
    "select-single": gettext_noop("Question %(number)s"),
    "sjt-best-worst": gettext_noop("Scenario %(number)s"),
    "sjt-pairs": gettext_noop("Scenario %(number)s"),
}
THE_WHOLE = gettext_noop("The whole exercise")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One line of the score; the lines add up to it exactly. Points are micro-points."""

    label: str
    earned: int
    possible: int


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The lines of a score in words, and the rules that gave the points, each once."""

    lines: tuple[CriterionLine, ...]
    rules: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class ReleasedMarks:
    """One release of marks.

    Attributes:
        reason: why an earlier one was corrected; "" for the first.
        percent: what it came to.
    """

    released_at: datetime.datetime
    reason: str
    percent: int


@dataclass(frozen=True, slots=True)
class Review:
    """A released attempt with its reasons.

    Attributes:
        earned: micro-points; `possible` likewise.
        passed: by the policy the attempt was begun under.
        debrief: holds the key only when `state.key_is_due`.
        handed_in: by whom, and how late.
        table: every line of the score.
        state: where the owner stands in the exercise now.
        lang: language of the texts where it is not the reader's, else "".
        may_retry: whether another try can be begun or gone on with and could improve the result.
        sample: slug of the exercise among those on offer to everybody, "" when it is not one of them.
        as_guest: whether it was begun without an account, so that it counts towards nothing.
        looks: second looks that were asked for, the first one first.
        may_appeal: whether a second look can be asked for now.
        changes: rescorings that changed the result, the first one first.
        releases: of marks given by people, the first one first; () for what was scored by rules alone.
    """

    key: UUID
    title: str
    lang: str
    kind: str
    number: int
    submitted_at: datetime.datetime
    handed_in: HandedIn
    policy: Policy
    earned: int
    possible: int
    percent: int
    passed: bool
    debrief: Debrief
    table: ScoreTable
    state: ExerciseState
    may_retry: bool
    sample: str
    as_guest: bool
    releases: tuple[ReleasedMarks, ...]
    looks: tuple[AskedLook, ...]
    may_appeal: bool
    changes: tuple[ResultChange, ...]


def review(*, key: UUID, owner: Owner, language: str) -> Review | None:
    """Build the review of a released attempt.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code.

    Returns:
        None when there is no such attempt, it is somebody else's or it is not released. Four statements, six
        for work that people marked.
    """
    mine = Attempt.objects.released().of(owner).filter(key=key)
    attempt = mine.select_related("score__version", "exercise__sample").first()
    if attempt is None or attempt.submitted_at is None or attempt.score is None:
        return None
    score = attempt.score
    definition = score.version.definition
    state = state_beside(attempt)
    sample = getattr(attempt.exercise, "sample", None)
    scored = ScoredResponse.from_json(score.result)
    debrief = registry.debrief(definition, attempt.variant, language, scored, state.key_is_due)
    return Review(
        key=attempt.key,
        title=debrief.title,
        lang=registry.foreign_language(definition, language),
        kind=debrief.kind,
        number=attempt.number,
        submitted_at=attempt.submitted_at,
        handed_in=handed_in(attempt),
        policy=Policy.from_json(attempt.policy),
        earned=score.earned,
        possible=score.possible,
        percent=points.percent(score.earned, score.possible),
        passed=score.passed,
        debrief=debrief,
        table=score_table(scored, debrief),
        state=state,
        may_retry=_may_retry(state),
        sample=sample.slug if sample else "",
        as_guest=attempt.as_guest,
        releases=_releases(attempt, score) if score.marks_number else (),
        looks=(looks := asked_looks(attempt)),
        may_appeal=may_appeal(attempt, looks),
        changes=result_changes(attempt),
    )


def _releases(attempt: Attempt, current: Score) -> tuple[ReleasedMarks, ...]:
    """List the releases with what each gave; the last one gives what counts now."""
    scores = [*attempt.scores.order_by("-pk"), current]
    percents = {score.marks_number: points.percent(score.earned, score.possible) for score in scores}
    released = attempt.marks.order_by("number")
    return tuple(ReleasedMarks(mark.released_at, mark.reason, percents[mark.number]) for mark in released)


def score_table(scored: ScoredResponse, debrief: Debrief) -> ScoreTable:
    """Put the lines of a score into words, without anything that belongs to the key.

    Args:
        scored: any scored response.
        debrief: of the same score.

    Returns:
        One line per criterion, in the order of the score, and the rules in the order of their first use.
    """
    names = {mark.id: mark.name for mark in debrief.marks} if isinstance(debrief, RubricDebrief) else _names(debrief)
    labels: dict[str, str] = {}
    lines = []
    for criterion in scored.criteria:
        label = names.get(criterion.id) or _label(criterion, len(labels) + 1, labels)
        if criterion.rule != "floor":
            labels[criterion.id] = label
        lines.append(CriterionLine(label, criterion.earned, criterion.possible))
    rules = dict.fromkeys(_rule(criterion) for criterion in scored.criteria)
    return ScoreTable(tuple(lines), tuple(RULES.get(rule, rule) for rule in rules))


def _names(debrief: Debrief) -> dict[str, str]:
    """Name the lines of exercises that have parts: criterion id → words."""
    if isinstance(debrief, IntrayDebrief):
        letters = [
            (question, gettext("Item %(number)s") % {"number": letter.number})
            for letter in debrief.items
            for question in letter.questions
        ]
        parts = [*letters, *((question, gettext("The reply")) for question in debrief.reply)]
        named = {question.id: f"{name}: {strip_tags(question.prompt_html)}" for question, name in parts}
    elif isinstance(debrief, RedpenDebrief):
        named = {clause.question.id: clause_name(clause.label, clause.number) for clause in debrief.clauses}
    elif isinstance(debrief, HotspotDebrief):
        return {"hotspot": gettext("The places")}
    else:
        return {}
    return named | {"order": gettext("The order")}


def _rule(criterion: Criterion) -> str:
    """Name the rule; adjustments of a negotiation have words of their own."""
    return f"negotiation.{criterion.rule}" if criterion.params.get("criterion") in NEGOTIATION else criterion.rule


def _label(criterion: Criterion, number: int, earlier: Mapping[str, str]) -> str:
    if criterion.rule == "floor":
        return gettext("Given back: %(line)s") % {"line": earlier[criterion.params["criterion"]]}
    if criterion.rule in ADJUSTMENTS:
        return gettext(ADJUSTMENTS[_rule(criterion)]) % {"line": earlier.get(criterion.params.get("criterion", ""), "")}
    if criterion.rule == "negotiation":
        return gettext(NEGOTIATION[criterion.id])
    if criterion.rule in NUMBERED:
        return gettext(NUMBERED[criterion.rule]) % {"number": number}
    if criterion.message == "branch.decision":
        return gettext("Decision %(number)s") % {"number": criterion.params["step"]}
    return gettext(LABELS.get(criterion.rule, THE_WHOLE)) % {"number": number}


def _may_retry(state: ExerciseState) -> bool:
    return state.may_gain and not state.is_waiting and (state.open_attempt_key is not None or state.may_begin)
