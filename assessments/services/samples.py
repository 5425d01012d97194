"""What anybody may try, as the authors of exercises decided."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from assessments.enums import MARKED_KINDS
from assessments.models import Exercise, Sample


@transaction.atomic
def sync_samples(slugs: Mapping[UUID, str]) -> None:
    """Make these exercises, in this order, the ones that anybody may try without an account.

    Args:
        slugs: in order, key of an exercise -> the name in its address, each once; unknown keys are left out,
            and so are exercises that people mark: nobody could tell a guest of the result.

    Exercises that are not named are on offer no more; attempts under way can be finished. One transaction. Safe to
    call twice: nothing changes then.
    """
    ids = dict(Exercise.objects.filter(key__in=slugs).exclude(kind__in=MARKED_KINDS).values_list("key", "pk"))
    wanted = [(ids[key], slug) for key, slug in slugs.items() if key in ids]
    if list(Sample.objects.order_by("position").values_list("exercise_id", "slug")) == wanted:
        return
    Sample.objects.all().delete()
    Sample.objects.bulk_create(
        Sample(exercise_id=pk, slug=slug, position=position) for position, (pk, slug) in enumerate(wanted)
    )
