"""What the launcher says about people: the demo's logins, or the first administrator of a real site."""

import subprocess
import sys
from collections.abc import Mapping

from config.demo import people
from config.launch.preparation import ROOT


class FirstRunError(Exception):
    """The first administrator could not be made; the text says what to do."""


def demo_people(address: str) -> str:
    """Return the demo logins as a table."""
    return f"{people.table()}\n\nMail of the demo: {address}/demo/mailbox/    Editor: {address}/cms/"


def ask_for_first_people(environment: Mapping[str, str]) -> None:
    """Make the first administrator and organisation by asking, or from CHANCERY_ADMIN_* when nobody can answer.

    Raises:
        FirstRunError: nobody could be asked and the variables are not set, or an answer was refused.
    """
    answers = dict(environment)
    result = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "make_first_people"],
        env=answers | ({} if sys.stdin.isatty() else {"CHANCERY_NOBODY_TO_ASK": "1"}),
        cwd=ROOT,
        check=False,
    )
    if result.returncode:
        raise FirstRunError("The first administrator was not made; nothing was started.")
