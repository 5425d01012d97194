"""Takes the moves of a case back to how they were stored before moves of any kind, and forward again; prints both.

Run by tests/assessments/test_migrations.py in a process of its own: migrating needs a database to itself. It has the
tables of this app and those below only, since Django renders every model anew at each step.
"""

import json
import sys
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (Django has to be set up first)
from django.db import connection  # noqa: E402  (the same)

from assessments import services  # noqa: E402  (the same)
from assessments.models import Move  # noqa: E402  (the same)
from tests.factories.accounts import make_user  # noqa: E402  (the same)
from tests.factories.assessments import make_attempt, make_published_exercise  # noqa: E402  (the same)


def main() -> dict[str, Any]:
    """Make two moves, migrate back and forth."""
    for app in ("accounts", "assessments"):
        call_command("migrate", app, verbosity=0)
    attempt = make_attempt(make_published_exercise("branch"), make_user())
    for step, option in enumerate(["wait", "brief"], 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=option)
    call_command("migrate", "assessments", "0003", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT step, option FROM assessments_branchmove ORDER BY step")
        before = cursor.fetchall()
    call_command("migrate", "assessments", verbosity=0)
    return {"before": before, "after": list(Move.objects.order_by("step").values_list("step", "content"))}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
