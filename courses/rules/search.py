"""What a reader looks for, and where it is found in a text. The same on every database, because none is asked to read.

Words are compared as plain letters and digits a-z and 0-9: "l'État" holds the words "l" and "etat". A text is kept as
" etat l ", so that a word, its beginning or another form of it is found by looking for a piece of that: " etat " or
" eta".
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii

MAX_LETTERS = 200
MAX_WORDS = 10
# Shorter words are found whole only: the beginnings "un" and "a" would find half of the dictionary.
MIN_BEGINNING = 3
EXCERPT_LETTERS = 240
BEFORE_FOUND = 80

ENGLISH = """
a an and are as at be by do for from how i in into is it not of on or our s t that the their this to what when where
which who why with you your
"""
FRENCH = """
ai au aux avec ce ces comment d dans de des du elle en entre est et il ils j je l la le les leur leurs m n ne nos notre
ou par pas pour qu quand que quel quelle qui s se ses son sur t un une vos votre vous y
"""
# They need not be found, unless nothing else is asked for.
SMALL_WORDS = frozenset((ENGLISH + FRENCH).split())

TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
NOT_PLAIN = re.compile(r"[^a-z0-9]")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for. `whole` and `pieces` are what to look for in the words of a text."""

    whole: str
    pieces: tuple[str, ...]

    def is_in(self, words: str) -> bool:
        return any(piece in words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed, tidied. All of `needed` must be found; `extra` words only count."""

    text: str
    needed: tuple[Wanted, ...] = ()
    extra: tuple[Wanted, ...] = ()
    was_cut: bool = False

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return self.needed + self.extra


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, as it stands there."""

    text: str
    is_found: bool


def fold(token: str) -> str:
    """Write a word in plain letters.

    Args:
        token: one word in any script.

    Returns:
        Only a-z and 0-9: "Møller" becomes "moller", "Straße" "strasse", "Αθήνα" "athina"; "" when nothing is left.
    """
    lowered = token.lower() if token.isascii() else anyascii(token).lower()
    return NOT_PLAIN.sub("", lowered)


def words_of(*texts: str) -> str:
    """List the words of texts in the form they are looked for.

    Args:
        texts: plain texts.

    Returns:
        Each word once, in order, between spaces; " " when there are none.
    """
    tokens = {token for text in texts for token in TOKEN.findall(unicodedata.normalize("NFC", text))}
    return f" {' '.join(sorted({word for token in tokens if (word := fold(token))}))} "


def read_query(text: str) -> Query:
    """Understand what somebody typed. There are no operators: quotes, stars and colons only separate words.

    Args:
        text: anything.

    Returns:
        The query, cut after MAX_LETTERS letters and MAX_WORDS words; without words when there is nothing to look for.
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", text))
    tidy = " ".join(printable.split())
    words = list(dict.fromkeys(word for token in TOKEN.findall(tidy[:MAX_LETTERS]) if (word := fold(token))))
    kept = words[:MAX_WORDS]
    needed = [word for word in kept if word not in SMALL_WORDS] or kept
    return Query(
        text=tidy[:MAX_LETTERS].rstrip(),
        needed=tuple(_wanted(word) for word in needed),
        extra=tuple(_wanted(word) for word in kept if word not in needed),
        was_cut=len(tidy) > MAX_LETTERS or len(words) > MAX_WORDS,
    )


def _wanted(word: str) -> Wanted:
    beginning = f" {word}" if len(word) >= MIN_BEGINNING else f" {word} "
    return Wanted(whole=f" {word} ", pieces=(beginning, *(f" {form} " for form in _other_numbers(word))))


def _other_numbers(word: str) -> Iterable[str]:
    """Name the singular of a regular plural in English and French; and the plural where it does not begin alike."""
    if len(word) <= MIN_BEGINNING:
        return
    for ending, other in (("ies", "y"), ("y", "ies"), ("aux", "al"), ("al", "aux")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + other
            return
    if word.endswith(("s", "x")) and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]


def pieces_of(text: str, wanted: Sequence[Wanted]) -> tuple[Piece, ...]:
    """Divide a text into what was looked for and what stands between.

    Args:
        text: plain text.
        wanted: the words of a query.

    Returns:
        Pieces that make up the text again.
    """
    pieces, done = [], 0
    for token in TOKEN.finditer(text):
        if _is_wanted(token[0], wanted):
            if token.start() > done:
                pieces.append(Piece(text[done : token.start()], is_found=False))
            pieces.append(Piece(token[0], is_found=True))
            done = token.end()
    if done < len(text):
        pieces.append(Piece(text[done:], is_found=False))
    return tuple(pieces)


def _is_wanted(token: str, wanted: Iterable[Wanted]) -> bool:
    word = f" {fold(token)} "
    return any(item.is_in(word) for item in wanted)


def excerpt_of(texts: Iterable[str], wanted: Sequence[Wanted]) -> str:
    """Choose the sentence that says most about what was looked for.

    Args:
        texts: plain texts, the most telling first; each line is at least one sentence.
        wanted: the words of a query.

    Returns:
        The first of the sentences that hold the most words, shortened around them; "" when there is no text.
    """
    sentences = [sentence.strip() for text in texts for sentence in SENTENCE_END.split(text) if sentence.strip()]
    best = max(sentences, key=lambda sentence: _found_in(sentence, wanted), default="")
    return _shortened(best, wanted)


def _found_in(sentence: str, wanted: Iterable[Wanted]) -> int:
    words = words_of(sentence)
    return sum(item.is_in(words) for item in wanted)


def _shortened(sentence: str, wanted: Sequence[Wanted]) -> str:
    if len(sentence) <= EXCERPT_LETTERS:
        return sentence
    found = next((token.start() for token in TOKEN.finditer(sentence) if _is_wanted(token[0], wanted)), 0)
    start = sentence.find(" ", found - BEFORE_FOUND) + 1 if found > BEFORE_FOUND else 0
    rest = sentence[start:]
    if len(rest) > EXCERPT_LETTERS:
        cut = rest[:EXCERPT_LETTERS]
        rest = (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"
    return f"…{rest}" if start else rest
