"""What the definitions of every kind begin with."""

SECRET = "SECRET"


def definition_of(kind, scorer, points, texts):
    head = {"format": 1, "kind": kind, "scorer": scorer, "key": f"{kind}-key", "points": points}
    return head | {"texts": {"en": texts}}
