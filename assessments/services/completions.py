"""What follows from a definition and takes longer than anybody waits for, such as the best plan of a lab."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from accounts.services import outbox
from assessments.models import Completion, Exercise, ExerciseVersion
from assessments.rules import canon, registry
from assessments.rules.types import Problem

TOPIC = "assessments.work_out"
MOST_TRIES = 2
_BEGUN = gettext_noop("The best answer is being worked out: %(percent)s %%. Publish again in a minute.")


def completed(definition: Mapping[str, Any]) -> Mapping[str, Any]:
    """Add to a definition what follows from the rest of it: what takes no time, or was found in the background.

    Args:
        definition: any JSON object.

    Returns:
        The whole definition; as it came when there is nothing to add, it has problems, or nothing was found so far.

    What was found once is looked up before anything is searched: searches change, and what they found stays true.
    """
    if not registry.is_incomplete(definition):
        return registry.complete(definition)
    row = Completion.objects.filter(digest=_digest(definition)).first()
    known = _published(definition) or (row and row.found)
    if known or (row and (row.given_up or row.percent)):
        return {**definition, **(known or {})}
    return registry.complete(definition)


def problems_of(whole: Mapping[str, Any]) -> tuple[Problem, ...]:
    """List what an author has to change or wait for.

    Args:
        whole: what `completed` gave.

    Returns:
        As `registry.validate`; what is searched in the background is a problem that is pending.
    """
    problems = registry.validate(whole)
    if not registry.is_incomplete(whole):
        return problems
    row = Completion.objects.filter(digest=_digest(whole)).first()
    if row is not None and row.given_up:
        return problems
    params = {"percent": row.percent if row else 0}
    pending = Problem("", _BEGUN % params, _BEGUN, params, is_pending=True)
    return (*(problem for problem in problems if problem.template != registry.GIVEN_UP), pending)


def request_completion(definition: Mapping[str, Any]) -> None:
    """Have the background work out what is missing in a definition; nothing is searched here.

    Args:
        definition: any JSON object.

    One transaction; an outbox entry does the work. Safe to call twice: what is complete, under way, found or given up
    is left as it is.
    """
    if not registry.is_incomplete(definition) or _published(definition):
        return
    digest = _digest(definition)
    bare = {name: value for name, value in definition.items() if name != "texts"}
    with transaction.atomic():
        Completion.objects.get_or_create(digest=digest, defaults={"definition": bare})
        outbox.add_entry(topic=TOPIC, payload={"digest": digest}, dedupe_key=f"work-out:{digest}")


def work_out(*, digest: str) -> None:
    """Search for what is missing in a definition, and store it, or that the search was given up.

    Args:
        digest: of the definition, as `request_completion` stored it; an unknown one does nothing.

    Handler of the outbox topic. Safe to call twice, and at once: the same is found, and what was stored stays. A search
    that was begun `MOST_TRIES` times and never came to an end, because a time limit or the death of a worker ended it,
    is given up too, so that nobody waits for it for ever.
    """
    waiting = Completion.objects.filter(digest=digest, found__isnull=True, given_up=False)
    row = waiting.first()
    if row is None:
        return
    if row.tries >= MOST_TRIES:
        waiting.update(given_up=True)
        return
    waiting.update(tries=F("tries") + 1)

    def tell(percent: int) -> None:
        waiting.filter(percent__lt=percent).update(percent=percent)

    whole = registry.complete(row.definition, tell)
    found = {name: value for name, value in whole.items() if name not in row.definition}
    waiting.update(**({"found": found, "percent": 100} if found else {"given_up": True}))


def work_out_now(definition: Mapping[str, Any]) -> None:
    """Do both at once, for commands that may take their time.

    Args:
        definition: any JSON object.

    Safe to call twice.
    """
    request_completion(definition)
    if registry.is_incomplete(definition):
        work_out(digest=_digest(definition))


def _published(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Take what a definition lacks from the current version of its exercise, when all but the texts is the same."""
    try:
        key = UUID(str(definition.get("key")))
    except ValueError:
        return {}
    current = ExerciseVersion.objects.filter(pk__in=Exercise.objects.filter(key=key).values("current_version")).first()
    if current is None:
        return {}
    more = {name: value for name, value in current.definition.items() if name not in definition and name != "texts"}
    return more if _digest({**definition, **more}) == current.structure_hash else {}


def _digest(definition: Mapping[str, Any]) -> str:
    return canon.structure_digest(definition)
