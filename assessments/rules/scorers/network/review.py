"""What a learner sees of a choice of partners after submitting."""

from collections.abc import Iterator, Sequence

from assessments.rules import points
from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.scorers.network.optimum import greedy
from assessments.rules.scorers.network.scoring import LINE, scale_of
from assessments.rules.scorers.network.show import network_map
from assessments.rules.scorers.results import FLOOR, UNAVOIDABLE
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.network import NetworkBaseline, NetworkContribution, NetworkDebrief, NetworkSwap
from assessments.rules.types.scores import MICRO, ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> NetworkDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nobody learns whom the best and the greedy choice hold.

    Returns:
        What is covered and what is not, what each partner brings, two choices to compare with and the change that helps
        most.

    Source:
        scoring.md 3g.
    """
    texts = Texts(definition, language)
    secret = texts if reveal else Texts({"texts": {}}, language)
    lines = {line.id: line for line in scored.criteria}
    adjusted = {kind: lines[f"{kind}.{LINE}"].earned for kind in (UNAVOIDABLE, FLOOR) if f"{kind}.{LINE}" in lines}
    lost = {entry.params["need"]: entry.lost for entry in lines[LINE].evidence if "need" in entry.params}
    coverage, chosen = Coverage(definition), scored.diagnostics["chosen"]
    drawn = network_map(definition, variant, texts, chosen, lost)
    best = coverage.positions(definition["bounds"]["chosen"])
    answered = scored.state == "answered"
    return NetworkDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        unavoidable=adjusted.get(UNAVOIDABLE, 0),
        floor=adjusted.get(FLOOR, 0),
        prompt_html=texts("prompt_html"),
        over=tuple(resource for resource in drawn.resources if resource.over),
        map=drawn,
        contributions=_contributions(coverage, texts, coverage.positions(chosen)) if answered else (),
        greedy=_baseline(definition, coverage, secret, greedy(coverage)),
        best=_baseline(definition, coverage, secret, best),
        swap=_swap(definition, coverage, texts, scored) if answered else None,
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
    )


def _contributions(coverage: Coverage, texts: Texts, chosen: list[int]) -> tuple[NetworkContribution, ...]:
    together = coverage.weight(coverage.covered(chosen))
    found = [
        NetworkContribution(
            text=texts(f"candidates.{coverage.ids[one]}.text"),
            share=points.ratio(share.numerator * MICRO, share.denominator),
            alone=MICRO * (together - coverage.weight(coverage.covered(other for other in chosen if other != one))),
        )
        for one, share in zip(chosen, coverage.shares(chosen), strict=True)
    ]
    return tuple(sorted(found, key=lambda entry: -entry.share))


def _baseline(definition: Definition, coverage: Coverage, secret: Texts, chosen: Sequence[int]) -> NetworkBaseline:
    loss = coverage.loss(chosen)
    names = [secret(f"candidates.{coverage.ids[one]}.text") for one in chosen]
    return NetworkBaseline(
        covered=coverage.total - loss,
        earned=scale_of(definition).earned(definition["points"] * MICRO, loss),
        partners=tuple(name for name in names if name),
    )


def _swap(definition: Definition, coverage: Coverage, texts: Texts, scored: ScoredResponse) -> NetworkSwap | None:
    """Find the one partner to add, or to take in the place of another, that covers most within the budget."""
    chosen = coverage.positions(scored.diagnostics["chosen"])
    changes = [change for change in _changes(coverage, chosen) if coverage.is_affordable(change)]
    best = min(changes, key=coverage.loss, default=chosen)
    more = coverage.loss(chosen) - coverage.loss(best)
    if more <= 0:
        return None
    out, into = ([one for one in some if one not in other] for some, other in ((chosen, best), (best, chosen)))
    names = ["".join(texts(f"candidates.{coverage.ids[one]}.text") for one in some) for some in (out, into)]
    gain = scale_of(definition).earned(scored.possible, coverage.loss(best)) - scored.earned
    return NetworkSwap(names[0], names[1], more, gain)


def _changes(coverage: Coverage, chosen: list[int]) -> Iterator[list[int]]:
    """List the choices with one partner more, or another one in the place of one."""
    others = [one for one in range(len(coverage.ids)) if one not in chosen]
    for other in others:
        yield [*chosen, other]
        for one in chosen:
            yield [*(kept for kept in chosen if kept != one), other]
