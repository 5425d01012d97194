from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthoringProblem:
    """What is wrong with what was written. `field` is a page field, `block_id` the block to mend ("" = the field)."""

    field: str
    message: str
    block_id: str = ""
