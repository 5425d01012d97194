"""Players who know nothing of the subject. An exercise that one of them passes asks for something else."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from assessments.rules import registry
from assessments.rules.points import percent
from assessments.rules.prf import Stream
from assessments.rules.scorers.branch.story import Story
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant

RANDOM_PLAYS = 200
# How often an exercise is drawn that asks or brings something else in each attempt.
DRAWS = 8
_SEED = b"players who know nothing"
_HIGHEST_RATING = 7
_CAUTIOUS = re.compile(
    r"\b(ask|await|careful|check|conditions?|confirm|consult|depends|differ|may\b|might\b|notif|until|verif|wait|writing)",
    re.IGNORECASE,
)
_CONSULT = re.compile(r"\b(ask|colleague|consult|legal|lawyer|minist|phone|refer|ring|telephone)", re.IGNORECASE)

# (id, text as a reader sees it) of each option; a player puts the ids in the order in which it likes them.
Options = Sequence[tuple[str, str]]
Player = Callable[[Options], list[str]]


def _by(key: Callable[[str], Any]) -> Player:
    return lambda options: [name for name, _ in sorted(options, key=lambda option: key(option[1]))]


PLAYERS: Mapping[str, Player] = {
    "first": lambda options: [name for name, _ in options],
    "last": lambda options: [name for name, _ in reversed(options)],
    "longest": _by(lambda text: -len(text)),
    "shortest": _by(len),
    "most cautious": _by(lambda text: not _CAUTIOUS.search(text)),
    "always consult": _by(lambda text: not _CONSULT.search(text)),
}


@dataclass(frozen=True, slots=True)
class Plays:
    """What players who know nothing get.

    Attributes:
        percents: name of a player → per cent of the points, in the draw that is best for it.
        random_passes: in how many of 100 plays, spread over the draws, answers drawn by lot pass.
    """

    percents: Mapping[str, int]
    random_passes: int

    def passing(self, pass_percent: int) -> list[str]:
        """Name the players who reach a pass mark.

        Args:
            pass_percent: the mark.

        Returns:
            Their names.
        """
        return [name for name, reached in self.percents.items() if reached >= pass_percent]


def play(definition: Definition, pass_percent: int) -> Plays | None:
    """Let all of them take an exercise.

    Args:
        definition: a definition without problems.
        pass_percent: the mark that the random player tries to reach.

    Returns:
        What they get; None for a kind in which there is no wording to choose.
    """
    answer = _ANSWERS.get(definition["kind"])
    if answer is None:
        return None
    tables = [_Table(definition, variant, Texts(definition, "")) for variant in _variants(definition)]
    percents = {name: max(table.percent(answer(table, player)) for table in tables) for name, player in PLAYERS.items()}
    drawn = [
        table.percent(answer(table, player)) for table, player in zip(cycle(tables), _random_players(), strict=False)
    ]
    passes = sum(reached >= pass_percent for reached in drawn)
    return Plays(percents, percent(passes, len(drawn)))


def _variants(definition: Definition) -> list[Variant]:
    """Draw an exercise some times; what differs only in the order in which options are shown is one draw."""
    drawn = [registry.draw_variant(definition, b"%s/%d" % (_SEED, number)) for number in range(DRAWS)]
    return list({(tuple(each.get("items", ())), tuple(each.get("events", ()))): each for each in drawn}.values())


class _Table:
    """An exercise as it was drawn once."""

    def __init__(self, definition: Definition, variant: Variant, texts: Texts) -> None:
        self.definition = definition
        self.variant = variant
        self._texts = texts
        self._scorer = registry.compile_definition(definition, variant)
        self._said: dict[str, str] = {}

    def options(self, base: str, ids: Sequence[str]) -> Options:
        return [(name, self._text(f"{base}.options.{name}.text")) for name in ids]

    def _text(self, path: str) -> str:
        if path not in self._said:
            self._said[path] = self._texts(path)
        return self._said[path]

    def percent(self, response: object) -> int:
        scored = self._scorer.score(response)
        return percent(scored.earned, scored.possible)


def _random_players() -> Iterator[Player]:
    for number in range(RANDOM_PLAYS):
        stream = Stream(_SEED, f"player/{number}")
        yield lambda options, stream=stream: stream.shuffled([name for name, _ in options])  # type: ignore[misc]


def _choose(table: _Table, player: Player) -> dict[str, Any]:
    """Answer questions, in each with as many options as are right; put what is to be put in order as it comes."""
    asked = set(table.variant.get("items", ()))
    answers = {}
    for item in table.definition["items"]:
        if asked and item["id"] not in asked:
            continue
        right = sum(option["right"] for option in item["options"])
        ids = [option["id"] for option in item["options"]]
        answers[item["id"]] = player(table.options(f"items.{item['id']}", ids))[:right]
    part = table.definition.get("order")
    entries = sorted(entry["id"] for entry in part["entries"]) if part else []
    order = {"order": player([(name, "") for name in entries]), "confirmed": True} if part else {}
    return {"answers": answers, **order}


def _judge(table: _Table, player: Player) -> dict[str, Any]:
    """Rate what it likes best highest."""
    answers = {}
    for scenario in table.definition["scenarios"]:
        ids = [option["id"] for option in scenario["options"]]
        liked = player(table.options(f"scenarios.{scenario['id']}", ids))
        answers[scenario["id"]] = _JUDGED[table.definition["mode"]](liked)
    return {"answers": answers}


_JUDGED: Mapping[str, Callable[[list[str]], dict[str, Any]]] = {
    "rate": lambda liked: {name: _HIGHEST_RATING - place for place, name in enumerate(liked)},
    "rank": lambda liked: {name: place for place, name in enumerate(liked, start=1)},
    "best-worst": lambda liked: {"best": liked[0], "worst": liked[-1]},
}


def _walk(table: _Table, player: Player) -> dict[str, Any]:
    """Take what it likes best of what is offered, to the end."""
    story = Story(table.definition, table.variant)
    state, path = story.start, []
    while moves := {move.option: move for move in story.moves(state)}:
        option = player(table.options(f"scenes.{state.scene}", list(moves)))[0]
        path.append(option)
        state = moves[option].to
    return {"path": path}


_ANSWERS: Mapping[str, Callable[[_Table, Player], dict[str, Any]]] = {
    "choice": _choose,
    "intray": _choose,
    "redpen": _choose,
    "sjt": _judge,
    "branch": _walk,
}
