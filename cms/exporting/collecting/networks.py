"""Network labs, as the fields of their files."""

from collections.abc import Mapping
from typing import Any

from cms.definitions import Candidate, Need, NetworkAuthored
from cms.definitions.texts import same_words
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary

_Fields = dict[str, Any]


def network_fields(authored: NetworkAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    ids = {same_words(candidate.text): candidate.id for candidate in authored.candidates}
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "points": authored.points,
        "hours": authored.hours,
        "fee": authored.fee,
        "currency": sheet.plain("currency", authored.currency),
        "reach": authored.reach,
        "needs": [_need(need, sheet) for need in authored.needs],
        "candidates": [_candidate(candidate, ids, sheet) for candidate in authored.candidates],
        "why": sheet.rich("why", authored.why_html),
    }
    return without_empty(fields, ["fee", "currency", "why"])


def _need(need: Need, sheet: Sheet) -> _Fields:
    where = f"need “{need.id}”"
    fields = {
        "id": need.id,
        "group": need.group,
        "text": sheet.plain(f"{where}, text", need.text),
        "about": sheet.plain(f"{where}, about", need.about),
        "weight": need.weight,
    }
    return without_empty(fields, ["about"])


def _candidate(candidate: Candidate, ids: Mapping[str, str], sheet: Sheet) -> _Fields:
    where = f"candidate “{candidate.id}”"
    for name in candidate.linked:
        if same_words(name) not in ids:
            sheet.note(where, f"No candidate is called “{name}”. Choose one of the list.")
    fields = {
        "id": candidate.id,
        "text": sheet.plain(f"{where}, text", candidate.text),
        "about": sheet.plain(f"{where}, about", candidate.about),
        "hours": candidate.hours,
        "fee": candidate.fee,
        **{
            name: [sheet.plain(f"{where}, {name}", entry) for entry in getattr(candidate, name)]
            for name in ("topics", "regions", "languages")
        },
        "linked": [ids[same_words(name)] for name in candidate.linked if same_words(name) in ids],
        "source": sheet.plain(f"{where}, source", candidate.source),
        "as_of": sheet.plain(f"{where}, as_of", candidate.as_of),
    }
    return without_empty(fields, ["about", "topics", "regions", "languages", "linked", "source", "as_of"])
