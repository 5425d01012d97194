"""What goes on beside a site that answers already: the import of the whole curriculum."""

import sys
from collections.abc import Mapping
from pathlib import Path

from config.launch import children, preparation
from config.launch.children import Child
from config.launch.preparation import Step


class Behind:
    """A step in a process of its own. Stopped half-way it is not remembered, so that the next start goes on with it."""

    def __init__(self, var: Path, step: Step) -> None:
        self.var = var
        self.step = step
        self.child: Child | None = None
        self.begins_at = 0

    def start(self, environment: Mapping[str, str], logs: Path) -> None:
        """Begin when the step is due, and say so."""
        if not preparation.is_due(self.var, self.step):
            return
        log = logs / f"{self.step.name}.log"
        self.begins_at = log.stat().st_size if log.exists() else 0
        (command,) = self.step.commands
        self.child = children.start(self.step.name, preparation.manage(command), environment, logs)
        print(f"\n{self.step.sentence}, while you look around.", flush=True)

    def look(self) -> None:
        """When the process has ended by itself, say how it went, and remember what was done."""
        child = self.child
        if child is None or not child.has_ended():
            return
        self.child = None
        if child.process.returncode:
            print(f"{self.step.sentence}: this did not succeed, and is tried again at the next start.", file=sys.stderr)
            print(f"What is wrong stands in {child.log}", file=sys.stderr, flush=True)
            return
        preparation.remember(self.var, self.step)
        said = child.log.read_bytes()[self.begins_at :].decode()
        print(f"{self.step.sentence}: done.", *preparation.worth_reading(said.splitlines()), sep="\n  ", flush=True)

    def stop(self) -> None:
        """End it at once; what it had in hand is rolled back."""
        if self.child is not None:
            self.child.kill()
