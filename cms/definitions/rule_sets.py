"""Rule sets: their rules, which speak of roles, become rules about the guests of one exercise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.layouts import Layout
from cms.definitions.problems import AuthoringProblem
from cms.definitions.seated import PlacementAuthored, PlacementRule, RoleRule, RuleSetEdition
from cms.definitions.texts import same_words


def as_data(edition: RuleSetEdition) -> dict[str, Any]:
    """Give an edition as JSON data, equal for editions that say the same."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(edition)))
    return data


def from_data(data: Mapping[str, Any]) -> RuleSetEdition:
    """Read back what `as_data` gave."""
    rules = [RoleRule(**{**rule, "ranks": tuple(map(tuple, rule["ranks"]))}) for rule in data["rules"]]
    return RuleSetEdition(**{**data, "rules": tuple(rules)})


def roles_of(rule: RoleRule) -> tuple[str, ...]:
    """List the roles that a rule speaks of."""
    named = (*(role for rank in rule.ranks for role in rank), rule.role, rule.other)
    return tuple(dict.fromkeys(role for role in named if role))


def role_names(editions: Sequence[RuleSetEdition]) -> tuple[str, ...]:
    """List the roles of some rule sets, as the first of them writes each."""
    found: dict[str, str] = {}
    for edition in editions:
        for rule in edition.rules:
            for role in roles_of(rule):
                found.setdefault(same_words(role), role)
    return tuple(found.values())


def copied_rules(authored: PlacementAuthored, drawn: Layout) -> list[PlacementRule]:
    """Copy the rules that bite: those whose roles are there, and whose place of honour the drawing has.

    Args:
        authored: what was written; unfinished content gives fewer rules, never an error.
        drawn: its layout.

    Returns:
        Rules about guests, in the order of the rule sets. Each cites its set with its edition.
    """
    weights = {same_words(topic): weight for topic, weight in authored.weights}
    return [
        _cited(rule, copy, edition, weights)
        for number, edition in enumerate(authored.rule_sets, start=1)
        for rule in edition.rules
        for copy in _applied(rule, authored, drawn, f"s{number}-{rule.id}")
    ]


def _cited(rule: RoleRule, copy: PlacementRule, edition: RuleSetEdition, weights: Mapping[str, int]) -> PlacementRule:
    source = f"{edition.name}: {rule.source}" if rule.source else edition.name
    notes = [_("secondary source")] if rule.mark == "secondary" else []
    notes += [_("disputed")] if rule.disputed else []
    return replace(
        copy,
        text=rule.text,
        source=f"{source} ({', '.join(notes)})" if notes else source,
        why=rule.why,
        weight=weights.get(same_words(rule.topic), rule.weight) if rule.topic else rule.weight,
        hard=rule.hard,
        jurisdiction=edition.jurisdiction,
        topic=rule.topic,
        rule_set=edition.slug,
    )


def _applied(rule: RoleRule, authored: PlacementAuthored, drawn: Layout, rule_id: str) -> Iterator[PlacementRule]:
    bare = PlacementRule(id=rule_id, type=rule.type, text="")
    if rule.type in {"order", "seniority"}:
        measure = rule.measure or next(iter(drawn.measures))
        ranks = _by_role(rule, authored) if rule.type == "order" else _by_date(rule, authored)
        if measure in drawn.measures and len(ranks) > 1:
            yield replace(bare, type="order", ranks=ranks, measure=measure)
        return
    having, others = _having(rule.role, authored), _having(rule.other, authored)
    for number, guest in enumerate(having, start=1):
        beside = tuple(other for other in others if other != guest)
        if rule.type == "near" and beside:
            own_id = rule_id if len(having) == 1 else f"{rule_id}-{number}"
            yield replace(bare, id=own_id, guest=guest, others=beside, steps=rule.steps)
        if rule.type == "right_of" and len(having) == len(beside) == 1:
            yield replace(bare, guest=guest, other=beside[0])


def _having(role: str, authored: PlacementAuthored) -> list[str]:
    """Name the guests who have a role."""
    wanted = same_words(role)
    return [guest.text for guest in authored.guests if guest.text and wanted in map(same_words, guest.roles)]


def _by_role(rule: RoleRule, authored: PlacementAuthored) -> tuple[tuple[str, ...], ...]:
    """Rank guests by their roles; who has several takes the highest."""
    ranked: set[str] = set()
    ranks = []
    for roles in rule.ranks:
        found = dict.fromkeys(guest for role in roles for guest in _having(role, authored) if guest not in ranked)
        ranked |= set(found)
        ranks += [tuple(found)] if found else []
    return tuple(ranks)


def _by_date(rule: RoleRule, authored: PlacementAuthored) -> tuple[tuple[str, ...], ...]:
    """Rank guests by their dates. Those that a less exact date cannot tell apart, as 2011 and 2011-03, are equal."""
    having = set(_having(rule.role, authored))
    dated = [guest for guest in authored.guests if guest.text in having and guest.since]
    ranks: dict[str, list[str]] = {}
    for guest in sorted(dated, key=lambda guest: guest.since):
        covering = next((since for since in ranks if guest.since.startswith(since)), guest.since)
        ranks.setdefault(covering, []).append(guest.text)
    return tuple(map(tuple, ranks.values()))


def problems(authored: PlacementAuthored, drawn: Layout) -> Iterator[AuthoringProblem]:
    """List what is wrong with the rule sets that an exercise names, and with the roles of its guests."""
    for title in authored.missing_rule_sets:
        message = _("“%(title)s” is not published. Publish it first, or choose another rule set.")
        gone = _("One of the rule sets is gone. Choose another.")
        yield AuthoringProblem("rule_sets", message % {"title": title} if title else gone)
    if authored.missing_rule_sets:
        return
    keys = [edition.key for edition in authored.rule_sets]
    for title in dict.fromkeys(edition.title for edition in authored.rule_sets if keys.count(edition.key) > 1):
        yield AuthoringProblem("rule_sets", _("“%(title)s” is named twice. Name it once.") % {"title": title})
    biting = {rule.rule_set for rule in copied_rules(authored, drawn)}
    for edition in authored.rule_sets:
        if edition.slug not in biting:
            message = _("No rule of “%(title)s” speaks of these guests. Give them their roles, or leave this set out.")
            yield AuthoringProblem("rule_sets", message % {"title": edition.title})
    yield from _role_problems(authored)
    yield from _date_problems(authored)
    yield from _topic_problems(authored)


def _role_problems(authored: PlacementAuthored) -> Iterator[AuthoringProblem]:
    names = role_names(authored.rule_sets)
    known = set(map(same_words, names))
    for guest in authored.guests:
        for role in guest.roles:
            if same_words(role) not in known:
                message = _("“%(guest)s”: no rule set here knows the role “%(role)s”. They know: %(names)s.")
                values = {"guest": guest.text, "role": role, "names": "; ".join(names) or _("none")}
                yield AuthoringProblem("guests", message % values, guest.id)


def _date_problems(authored: PlacementAuthored) -> Iterator[AuthoringProblem]:
    for edition in authored.rule_sets:
        for rule in edition.rules:
            having = set(_having(rule.role, authored)) if rule.type == "seniority" else set()
            for guest in authored.guests:
                if len(having) > 1 and guest.text in having and not guest.since:
                    message = _("“%(guest)s”: “%(title)s” ranks by date here. Write since when.")
                    yield AuthoringProblem("guests", message % {"guest": guest.text, "title": edition.title}, guest.id)
            pair = (_having(rule.role, authored), _having(rule.other, authored))
            if rule.type == "right_of" and all(pair) and max(map(len, pair)) > 1:
                role = rule.role if len(pair[0]) > 1 else rule.other
                message = _("Only one guest can be “%(role)s”: “%(title)s” says who sits at whose right hand.")
                yield AuthoringProblem("guests", message % {"role": role, "title": edition.title})


def _topic_problems(authored: PlacementAuthored) -> Iterator[AuthoringProblem]:
    topics = dict.fromkeys(rule.topic for edition in authored.rule_sets for rule in edition.rules if rule.topic)
    for topic, _weight in authored.weights:
        if same_words(topic) not in map(same_words, topics):
            message = _("“%(topic)s” is no question that these rule sets answer. They answer: %(topics)s.")
            yield AuthoringProblem("weights", message % {"topic": topic, "topics": ", ".join(topics) or _("none")})
