"""Words and turns of phrase in a text: those an author names, and those of diplomatic writing in English and French."""

import re
from collections.abc import Iterable, Sequence

Spans = Sequence[tuple[int, int]]
MOST_PHRASES = 50

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"")
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:[Ww]e|[Oo]urs?|us|[Mm]y|me|[Jj]e|[Nn]ous|[Nn]otre|[Nn]os|[Mm]on|[Mm]es)(?!\w)"
    r"|(?<!\w)(?<!Annex )(?<!Article )(?<!Chapter )(?<!Part )I(?=[\u2019']|\s+[a-z])|(?<!\w)[Jj][\u2019'](?=\w)"
)
_SALUTATION = re.compile(
    r"presents?\s+(?:its|his|her|their)\s+compliments\s+to|présente(?:nt)?\s+(?:ses|leurs)\s+compliments\s+(?:à|aux?)",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"avails?\s+(?:itself|himself|herself|themselves)\s+of\s+(?:this|the)\s+opportunity\s+to\s+renew"
    r"|saisi(?:t|ssent)\s+(?:(?:cette|l[\u2019'])\s?occasion)\s+(?:pour|de)\s+(?:\w+\s+)?renouveler",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?<!\w)(?:by|before|until|not?\s+later\s+than|at\s+the\s+latest|deadline|due"
    r"|avant|d[\u2019']ici|au\s+plus\s+tard|jusqu[\u2019']au|échéance|délai)(?!\w)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{0,60}\]|<[A-Za-z][^<>\n]{0,40}>|(?<!\w)(?:X{2,}|TB[ACD])(?!\w)|_{3,}|\.{4,}|\?{2,}"
    r"|lorem\s+ipsum",
)
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


def lines_of(text: str) -> tuple[str, ...]:
    """Read the phrases that an author wrote a line each.

    Args:
        text: any text.

    Returns:
        At most 50 phrases without spaces around them.
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())[:MOST_PHRASES]


def find(text: str, wanted: Iterable[str]) -> Spans:
    """Find phrases whatever their capitals, spaces and apostrophes.

    Args:
        text: any text.
        wanted: phrases that are not empty.

    Returns:
        Where they stand as whole words, in the order of the text, without what lies inside another one.
    """
    alternatives = "|".join(_pattern(phrase) for phrase in sorted(wanted, key=len, reverse=True))
    return [match.span() for match in re.finditer(alternatives, text, re.IGNORECASE)]


def first_person(text: str) -> Spans:
    """Find words in the first person outside quotations.

    Args:
        text: any text.

    Returns:
        Where they stand.
    """
    return [match.span() for match in _FIRST_PERSON.finditer(_without_quotations(text))]


def salutations(text: str) -> Spans:
    """Find the compliments that open a note verbale.

    Args:
        text: any text.

    Returns:
        Where they stand.
    """
    return [match.span() for match in _SALUTATION.finditer(text)]


def closes(text: str) -> Spans:
    """Find the formula that closes a note verbale.

    Args:
        text: any text.

    Returns:
        Where it stands.
    """
    return [match.span() for match in _CLOSE.finditer(text)]


def placeholders(text: str) -> Spans:
    """Find what was to be filled in.

    Args:
        text: any text.

    Returns:
        Where it stands.
    """
    return [match.span() for match in _PLACEHOLDER.finditer(text)]


def is_due(text: str, date: tuple[int, int]) -> bool:
    """Say whether a date is one by which something is to be done.

    Args:
        text: any text.
        date: where the date stands.

    Returns:
        Whether its sentence says so, with words such as “by” or “au plus tard”.
    """
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, date[0])), default=0)
    following = _SENTENCE_END.search(text, date[1])
    return bool(_DUE.search(text, start, following.start() if following else len(text)))


def _pattern(phrase: str) -> str:
    joined = r"\s+".join(re.escape(word).replace("\u2019", "'").replace("'", r"[\u2019']") for word in phrase.split())
    return rf"(?<!\w){joined}(?!\w)"


def _without_quotations(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)
