"""What two people of the demo handed in, and what the instructor says to one of them."""

from typing import Any
from uuid import UUID

from accounts.models import User
from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.services import Draft
from courses import selectors

MEMO = UUID("c1a6f0de-6f3d-4d37-9f0e-5a8f6f0e2b41")
WAITING = """\
To: Deputy Mayor Haddad
Subject: Flag of Lethvia on Friday

Please decide by Wednesday morning whether the flag of Lethvia flies on Friday. I recommend that it does not, \
for now.

The honorary consul, Mr Renn, asked today for the second mast on 12 June, his national day. We flew the flag of \
Belmora on 3 May 2025, after a telephone call. In September the Friends of the Uplands asked for theirs and \
heard nothing from us. There is no written rule, so each of the three can ask why they were treated as they \
were.

If we say yes, the Friends of the Uplands will be next, and we shall have no answer. If we say no, we have to \
explain Belmora. I would rather say: no guest flags until the council has made a rule on 30 June.

The legal office answers on Thursday. The Harbour Post wants to know by Wednesday noon, and it should not hear \
of our answer before Mr Renn does. You could go to his reception on Friday evening; I am sure he would be \
pleased.
"""
MARKED = """\
Mr Haddad,

I recommend that we fly the flag of Lethvia on Friday as we flew that of Belmora last year. Mr Renn has been a \
good friend of this city, and the mast is free.

The legal office is not sure yet, but they only answer on Thursday, and by then it would be rude to refuse. The \
Harbour Post has asked too. We could say that all friends of Calder Bay are welcome on our mast.

There was also a request by the Friends of the Uplands in September. It was not answered. If they ask again we \
should treat them in the same way, and I think that the council should have a rule for this before long, because \
there will be more such requests.

Please let me know by Wednesday at eleven what you decide, so that I can call Mr Renn before the newspaper does. \
He will bring the flag on Thursday. The reception is on Friday at six, at the Seamen's Club.
"""
LEVELS = {
    "ask": (
        2,
        "You ask for a decision at once and say by when. Say there why eleven: it stands in your last lines.",
    ),
    "facts": (1, "All names are right. That there is no written rule is missing, and it decides the matter."),
    "judgement": (1, "You weigh Friday well. What would you say to the Friends of the Uplands on Monday?"),
    "use": (1, "Mr Haddad could call Mr Renn. For the newspaper he would still have to write the line himself."),
}
PLACES = {
    "ask": "Please let me know by Wednesday at eleven what you decide",
    "facts": "as we flew that of Belmora last year",
    "judgement": "If they ask again we should treat them in the same way",
}
COMMENT = (
    "A kind and clear memo. Next time, go through every case you know before you recommend: would you decide it alike?"
)


def mark(marker: User) -> None:
    """Release marks for the first piece of work that waits in the marker's queue with the text above."""
    scope = selectors.marking_scope(marker)
    for waiting in assessment_selectors.waiting_work(marker_id=marker.pk, scope=scope):
        if waiting.submitted_response == {"text": MARKED}:
            draft = Draft("demo-marks", 0, _marks(waiting.version.definition))
            assessment_services.release_marks(attempt_id=waiting.pk, marker_id=marker.pk, draft=draft, number=1)


def _marks(definition: dict[str, Any]) -> dict[str, Any]:
    levels = [level["id"] for level in definition["levels"]]
    given = {criterion["id"]: LEVELS.get(criterion["id"], (1, "")) for criterion in definition["criteria"]}
    criteria = {name: {"level": levels[place], "comment": words} for name, (place, words) in given.items()}
    return {"criteria": {name: mark | _span(name) for name, mark in criteria.items()}, "comment": COMMENT}


def _span(criterion: str) -> dict[str, Any]:
    words = PLACES.get(criterion, "")
    start = MARKED.strip().find(words)
    return {"span": {"start": start, "end": start + len(words)}} if words else {}
