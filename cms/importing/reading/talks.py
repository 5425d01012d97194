"""Reads negotiations: issues with their worth to both sides, the counterpart, and what can be said."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.talk_types import Issue, IssueOption, Line, Message, NegotiationBody

PERSONAS = ("boulware", "linear", "conceder", "tit-for-tat", "nice-tit-for-tat")
MESSAGES = ("question", "reason", "concern", "package", "thanks")
EVENTS = ("open", "first", "hold", "move", "last", "accept", "end", "leave")
MAX_ISSUES = 8
MIN_OPTIONS, MAX_OPTIONS = 2, 20
MOST_OF_AN_OPTION, MOST_OF_A_DEAL = 1_000, 8_000
MOST_OF_A_ROUND = 20
LONG = 2_000


def read_negotiation(_reading: Reading, fields: Fields) -> NegotiationBody:
    """Read the negotiation."""
    issues = [(item, _issue(item)) for item in fields.mappings("issues", required=True)]
    log_repeated(((issue.id, item) for item, issue in issues), "issues")
    log_repeated(((issue.text, item) for item, issue in issues), "issues", "text")
    if len(issues) > MAX_ISSUES:
        fields.problem("issues", f"A negotiation has at most {MAX_ISSUES} issues.")
    messages = [(item, _message(item)) for item in fields.mappings("messages")]
    log_repeated(((message.id, item) for item, message in messages), "messages")
    lines = [(item, _line(item)) for item in fields.mappings("lines")]
    log_repeated(((line.id, item) for item, line in lines), "lines")
    return NegotiationBody(
        you=fields.text("you", longest=150),
        counterpart=fields.text("counterpart", longest=150),
        briefing_html=fields.markdown("briefing"),
        instructions_html=fields.markdown("instructions", required=True),
        issues=tuple(issue for _, issue in issues),
        reserve=fields.whole("reserve", low=0, high=MOST_OF_A_DEAL),
        their_reserve=fields.whole("their_reserve", low=0, high=MOST_OF_A_DEAL),
        rounds=fields.whole("rounds", low=2, high=20, default=6),
        discount=fields.whole("discount", low=0, high=MOST_OF_A_ROUND, default=0),
        their_discount=fields.whole("their_discount", low=0, high=MOST_OF_A_ROUND, default=0),
        persona=fields.one_of("persona", PERSONAS),
        listens=fields.flag("listens", default=False),
        messages=tuple(message for _, message in messages),
        lines=tuple(line for _, line in lines),
        points=fields.whole("points", low=1, high=1_000, default=20),
        claim=_share(fields, "claim", 40),
        creation=_share(fields, "creation", 30),
        fairness=_share(fields, "fairness", 15),
        process=_share(fields, "process", 15),
        why_html=fields.markdown("why"),
    )


def _share(fields: Fields, name: str, default: int) -> int:
    return fields.whole(name, low=0, high=100, default=default)


def _issue(fields: Fields) -> Issue:
    options = [(item, _option(item)) for item in fields.mappings("options", required=True)]
    log_repeated(((option.id, item) for item, option in options), "options")
    log_repeated(((option.text, item) for item, option in options), "options", "text")
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        fields.problem("options", f"An issue has from {MIN_OPTIONS} to {MAX_OPTIONS} options.")
    issue = Issue(
        id=fields.id(),
        text=fields.text("text"),
        note=fields.text("note", default="", longest=LONG),
        why=fields.text("why", default="", longest=LONG),
        options=tuple(option for _, option in options),
    )
    fields.finish()
    return issue


def _option(fields: Fields) -> IssueOption:
    option = IssueOption(
        id=fields.id(),
        text=fields.text("text"),
        yours=fields.whole("yours", low=0, high=MOST_OF_AN_OPTION),
        theirs=fields.whole("theirs", low=0, high=MOST_OF_AN_OPTION),
        forbidden=fields.flag("forbidden", default=False),
    )
    fields.finish()
    return option


def _message(fields: Fields) -> Message:
    message = Message(
        id=fields.id(),
        type=fields.one_of("type", MESSAGES),
        text=fields.text("text"),
        reply=fields.text("reply", default=""),
    )
    fields.finish()
    return message


def _line(fields: Fields) -> Line:
    line = Line(id=fields.id(), event=fields.one_of("event", EVENTS), text=fields.text("text"))
    fields.finish()
    return line
