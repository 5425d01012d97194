"""Changes to JSON values of `cases`: spoiled, renamed, in another order."""

BAD_VALUES = (None, True, False, 0, -1, 7, 2**60, 0.5, "", "a", "\ud800", "q1", [], {}, [1], {"id": "a"}, ["a", "a"])
LISTS = ("items", "pairs", "options", "units", "entries", "rules", "scenes", "scenarios", "higher", "lower")
LISTS += ("places", "neighbours", "jurisdictions", "letters", "actions", "owners", "verbs")
LISTS += ("criteria", "documents", "exemplars", "checks")
LISTS += ("issues", "messages")
LISTS += ("resources", "needs", "candidates", "links")
LISTS += ("regions", "blueprint")
LISTS += ("variables", "worth", "when", "at")
# what happens in the order in which it stands
NAMED = (*LISTS, "events")


def spoil(value, rng):
    """Return a copy of a JSON value with one random place replaced, removed or doubled."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        key = rng.choice(sorted(value))
        rest = {name: entry for name, entry in value.items() if name != key}
        return rest if rng.random() < 0.1 else rest | {key: spoil(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.85:
        place = rng.randrange(len(value))
        changed = [] if rng.random() < 0.1 else [spoil(value[place], rng)] * rng.randint(1, 2)
        return [*value[:place], *changed, *value[place + 1 :]]
    return rng.choice(BAD_VALUES)


def relabelled(value, names):
    """Return a copy of a JSON value with ids renamed, in text paths as well."""
    if isinstance(value, dict):
        return {_renamed_path(key, names): relabelled(entry, names) for key, entry in value.items()}
    if isinstance(value, list):
        return [relabelled(entry, names) for entry in value]
    return names.get(value, value) if isinstance(value, str) else value


def _renamed_path(path, names):
    return ".".join(names.get(part, part) for part in path.split("."))


def permuted(value, rng):
    """Return a copy of a definition with its lists in another order."""
    if not isinstance(value, dict):
        return value
    copy = {}
    for key, entry in value.items():
        if key in LISTS and isinstance(entry, list):
            copy[key] = rng.sample([permuted(element, rng) for element in entry], len(entry))
        else:
            copy[key] = entry
    return copy


def ids_of(definition):
    """Return every id inside a definition."""
    found = set()
    stack = [definition[name] for name in NAMED if name in definition]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            found |= {value["id"]} if "id" in value else set()
            stack.extend(value.values())
    return sorted(found)
