"""What docs/exercise-format.md shows outsiders."""

import json
import re
from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "exercise-format.md"


def examples():
    """List its examples: a definition, what `optimum` prints of it, a scored response."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    return list(zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True))
