"""Places in a text: the sentences that a marker can choose from, and the passages that marks point at."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assessments.rules.scorers.rubric.reading import paragraphs_in
from assessments.rules.types.rubric import RubricParagraph, RubricPassage, RubricPiece, RubricSentence

Spans = Mapping[RubricPassage, tuple[int, int]]

_SENTENCE = re.compile(r"[.!?…:;][\"'”\u2019»)\]]*\s+|\n\s*")
SHORTEST = 12


def sentences_of(text: str) -> tuple[RubricParagraph, ...]:
    """Number the sentences of a text.

    Args:
        text: any text.

    Returns:
        Its paragraphs, each with its sentences; these are counted through the whole text and leave nothing of a
        paragraph out. A line end ends a sentence; what is shorter than a dozen characters goes with the next one.
    """
    found: list[RubricParagraph] = []
    number = 0
    for place, (start, end) in enumerate(paragraphs_in(text), 1):
        spans = _sentences_in(text, start, end)
        sentences = tuple(RubricSentence(number + at, *span, text[slice(*span)]) for at, span in enumerate(spans, 1))
        number += len(sentences)
        found.append(RubricParagraph(place, start, end, sentences))
    return tuple(found)


def pieces_of(text: str, spans: Spans) -> tuple[tuple[RubricPiece, ...], ...]:
    """Cut a text where passages begin and end; they may overlap.

    Args:
        text: any text.
        spans: passage → (start, end) in the text.

    Returns:
        The pieces of each paragraph; together they are the paragraph.
    """
    edges = {edge for span in spans.values() for edge in span}
    cut = [_cut(start, end, edges) for start, end in paragraphs_in(text)]
    covered = {
        passage: [piece for pieces in cut for piece in pieces if start <= piece[0] and piece[1] <= end]
        for passage, (start, end) in spans.items()
    }
    return tuple(tuple(_piece(text, piece, covered) for piece in pieces) for pieces in cut)


def _sentences_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() < end and match.end() - edges[-1] >= SHORTEST:
            edges.append(match.end())
    return list(zip(edges, [*edges[1:], end], strict=True))


def _cut(start: int, end: int, edges: set[int]) -> list[tuple[int, int]]:
    inside = [start, *sorted(edge for edge in edges if start < edge < end), end]
    return list(pairwise(inside))


def _piece(
    text: str, piece: tuple[int, int], covered: Mapping[RubricPassage, Sequence[tuple[int, int]]]
) -> RubricPiece:
    return RubricPiece(
        text=text[slice(*piece)],
        is_marked=any(piece in inside for inside in covered.values()),
        opens=tuple(passage for passage, inside in covered.items() if inside[:1] == [piece]),
        closes=tuple(passage for passage, inside in covered.items() if inside[-1:] == [piece]),
    )
