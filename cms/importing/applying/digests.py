import hashlib
import json
from typing import Any


def digest_of(value: Any) -> str:
    """Sum up what files hold; the same files give the same digest on every machine."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
