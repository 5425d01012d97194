from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What a case study says about itself; `origin` is empty, fictional or documented."""

    role: str
    task: str
    origin: str
    origin_source: str
