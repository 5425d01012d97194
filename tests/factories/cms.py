"""Pages for tests of cms. Each is complete, so that it may be published; nothing is published unless asked."""

import hashlib
import itertools
import uuid
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Page, Workflow, WorkflowTask

from assessments import services as assessment_services
from assessments.selectors import CompetencyData
from cms.models import (
    BranchExercisePage,
    CaseStudyPage,
    CataloguePage,
    ChoiceExercisePage,
    CourseDocument,
    CoursePage,
    IntrayExercisePage,
    LessonPage,
    MatchExercisePage,
    MediaTrack,
    ModulePage,
    NegotiationExercisePage,
    NetworkExercisePage,
    NumericExercisePage,
    OrderExercisePage,
    Picture,
    PlacementExercisePage,
    ProgrammePage,
    Recording,
    RedpenExercisePage,
    RubricExercisePage,
    SamplesPage,
    SjtExercisePage,
    Term,
)
from cms.services import projection, publishing

_numbers = itertools.count(1)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    b'<rect width="20" height="10"/></svg>'
)


def make_catalogue() -> CataloguePage:
    """Return the catalogue of the site that every test finds (see tests/conftest.py)."""
    return CataloguePage.objects.earliest("pk")


def make_samples() -> SamplesPage:
    return SamplesPage.objects.earliest("pk")


def add(parent: Page, page: Any, *, live: bool) -> Any:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False)
    if live:
        publishing.publish(page)
        page.refresh_from_db()
    return page


def make_course(*, parent: Page | None = None, live: bool = True, **fields: Any) -> CoursePage:
    number = next(_numbers)
    defaults = {"title": f"Course {number}", "slug": f"course-{number}", "summary": "What it is about."}
    return add(parent or make_catalogue(), CoursePage(**(defaults | fields)), live=live)


def make_module(*, parent: CoursePage, live: bool = True, **fields: Any) -> ModulePage:
    number = next(_numbers)
    return add(parent, ModulePage(**({"title": f"Module {number}", "slug": f"module-{number}"} | fields)), live=live)


def make_lesson(*, parent: ModulePage, live: bool = True, kind: type = LessonPage, **fields: Any) -> Any:
    number = next(_numbers)
    defaults = {
        "title": f"Lesson {number}",
        "slug": f"lesson-{number}",
        "summary": "One sentence.",
        "body": [text_block("<p>Stand at the door.</p>")],
    }
    return add(parent, kind(**(defaults | fields)), live=live)


def make_programme(*courses: CoursePage, live: bool = True, **fields: Any) -> ProgrammePage:
    """A programme whose certificate needs some courses."""
    chosen = [{"type": "course", "id": f"c{course.pk}", "value": course.pk} for course in courses]
    defaults = {"title": "The programme", "slug": "the-programme", "introduction": "<p>For offices.</p>"}
    return add(make_catalogue(), ProgrammePage(**(defaults | {"courses": chosen} | fields)), live=live)


def path_block(slug: str, *steps: Page, hours: int = 1, title: str = "A new officer") -> dict[str, Any]:
    items = [{"type": "item", "id": f"{slug}-{step.pk}", "value": step.pk} for step in steps]
    value = {"title": title, "sentence": "You start on Monday.", "hours": hours, "slug": slug, "steps": items}
    return {"type": "path", "id": f"path-{slug}", "value": value}


def make_tree(**course_fields: Any) -> tuple[CoursePage, ModulePage, LessonPage]:
    """A published course with one module and one lesson."""
    with projection.held():
        course = make_course(**course_fields)
        module = make_module(parent=course)
        lesson = make_lesson(parent=module)
    return course, module, lesson


def text_block(html: str, block_id: str = "t1") -> dict[str, Any]:
    return {"type": "text", "id": block_id, "value": html}


def figure_block(picture: Picture, block_id: str = "f1", **value: Any) -> dict[str, Any]:
    defaults = {"image": picture.pk, "alt": "A black rectangle.", "caption": "", "credit": "Drawn for tests"}
    return {"type": "figure", "id": block_id, "value": defaults | value}


def terms_block(*terms: Term, block_id: str = "k1") -> dict[str, Any]:
    items = [{"type": "item", "id": f"k-{term.pk}", "value": term.pk} for term in terms]
    return {"type": "terms", "id": block_id, "value": {"terms": items}}


def make_picture(**fields: Any) -> Picture:
    number = next(_numbers)
    file = ImageFile(BytesIO(SVG), name=f"picture-{number}.svg")
    return Picture.objects.create(**({"title": f"Picture {number}", "file": file, "width": 20, "height": 10} | fields))


MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00"
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome.\n"


def make_recording(kind: str = "video", captions: str = "en", **fields: Any) -> Recording:
    """A recording; with a video, captions in one language ("" = none)."""
    number = next(_numbers)
    data, suffix = (MP4, "mp4") if kind == "video" else (MP3, "mp3")
    defaults = {
        "type": kind,
        "title": f"Recording {number}",
        "file": ContentFile(data, name=f"recording-{number}.{suffix}"),
        "duration": 65,
        "transcript": "A door opens.\n\nWelcome.",
        "file_size": len(data),
        "file_hash": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
    }
    recording = Recording.objects.create(**(defaults | fields))
    if kind == "video" and captions:
        make_track(recording, language=captions)
    return recording


def make_track(recording: Recording, data: bytes = VTT, **fields: Any) -> MediaTrack:
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    defaults = {"language": "en", "file": ContentFile(data, name="captions.vtt"), "file_hash": digest}
    return MediaTrack.objects.create(recording=recording, **(defaults | fields))


def recording_block(recording: Recording, block_id: str = "v1", **value: Any) -> dict[str, Any]:
    defaults = {"recording": recording.pk, "credit": "Recorded for tests"}
    return {"type": recording.type, "id": block_id, "value": defaults | value}


def make_document(data: bytes = b"place,name\n", name: str = "guests.csv", **fields: Any) -> CourseDocument:
    defaults = {
        "title": f"Document {next(_numbers)}",
        "file": ContentFile(data, name=name),
        "file_size": len(data),
        "file_hash": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
    }
    return CourseDocument.objects.create(**(defaults | fields))


def download_block(document: CourseDocument, block_id: str = "d1", **value: Any) -> dict[str, Any]:
    defaults = {"document": document.pk, "title": "The list of guests", "purpose": "Fill it in."}
    return {"type": "download", "id": block_id, "value": defaults | value}


def act_block(title: str, *exercises: str, block_id: str = "") -> dict[str, Any]:
    return {"type": "act", "id": block_id or title, "value": {"title": title, "exercises": "\n".join(exercises)}}


def document_block(title: str, block_id: str = "", **value: Any) -> dict[str, Any]:
    empty = {"sender": "", "recipient": "", "date": "", "image": None, "alt": "", "file": None}
    given = empty | {"kind": "letter", "title": title, "text": f"<p>Text of {title}</p>"} | value
    return {"type": "document", "id": block_id or title, "value": given}


def debrief_block(title: str = "Looking back") -> dict[str, Any]:
    return {"type": "debrief", "id": "debrief", "value": {"title": title}}


def case_body(first: str = "Task 1", second: str = "Task 2") -> list[dict[str, Any]]:
    """Two acts of one exercise each, a document in either and one before them, and a debrief."""
    return [
        text_block("<p>Introduction</p>", "i1"),
        document_block("Policy", kind="note"),
        act_block("Act one", first),
        text_block("<p>Opening 1</p>", "o1"),
        document_block("Paper 1", sender="The consul", recipient="The mayor", date="Monday"),
        act_block("Act two", second),
        text_block("<p>Opening 2</p>", "o2"),
        document_block("Paper 2"),
        debrief_block(),
        text_block("<p>What happened</p>", "d1"),
    ]


def make_case(*, parent: ModulePage, **fields: Any) -> CaseStudyPage:
    defaults = {"body": case_body(), "origin": "fictional", "title": "The case", "slug": "the-case"}
    page: CaseStudyPage = make_lesson(parent=parent, kind=CaseStudyPage, **(defaults | fields))
    return page


def make_term(**fields: Any) -> Term:
    number = next(_numbers)
    return Term.objects.create(**({"term": f"term {number}", "definition": "What it means."} | fields))


def answer(answer_id: str, text: str, *, right: bool = False) -> dict[str, Any]:
    return {"type": "item", "id": answer_id, "value": {"text": text, "right": right, "why": f"About {text}."}}


def question(question_id: str = "q1", **value: Any) -> dict[str, Any]:
    defaults = {
        "prompt": "<p>Who stands at the door?</p>",
        "mode": "single",
        "options": [answer("a", "The host", right=True), answer("b", "Nobody")],
        "why": "<p>A guest is met.</p>",
        "points": 2,
        "source": "",
        "competency": "",
    }
    return {"type": "question", "id": question_id, "value": defaults | value}


def make_choice(*, parent: Page, live: bool = True, **fields: Any) -> ChoiceExercisePage:
    number = next(_numbers)
    defaults = {"title": f"Check {number}", "slug": f"check-{number}", "questions": [question()]}
    return add(parent, ChoiceExercisePage(**(defaults | fields)), live=live)


def make_pool(*, parent: Page, live: bool = True, easy: int = 6, **fields: Any) -> ChoiceExercisePage:
    """Make a knowledge check that asks two of its easy questions and one of its two hard ones."""
    questions = [question(f"e{at}", prompt=f"<p>Easy {at}?</p>", points=1, difficulty="easy") for at in range(easy)]
    questions += [question(f"h{at}", prompt=f"<p>Hard {at}?</p>", points=2, difficulty="hard") for at in range(2)]
    rows = [blueprint_row("r1", "easy", 2), blueprint_row("r2", "hard", 1)]
    return make_choice(parent=parent, live=live, **({"questions": questions, "blueprint": rows} | fields))


def blueprint_row(row_id: str, difficulty: str, take: int) -> dict[str, Any]:
    return {"type": "row", "id": row_id, "value": {"competency": "", "difficulty": difficulty, "take": take}}


def entry(entry_id: str, text: str, **value: Any) -> dict[str, Any]:
    return {"type": "entry", "id": entry_id, "value": {"text": text, "same_as_above": False, "note": ""} | value}


def left_out(entry_id: str, text: str, note: str = "") -> dict[str, Any]:
    return {"type": "entry", "id": entry_id, "value": {"text": text, "note": note}}


def rule(rule_id: str, higher: str, lower: str) -> dict[str, Any]:
    value = {
        "text": f"{higher} before {lower}",
        "higher": [{"type": "item", "id": f"{rule_id}h", "value": higher}],
        "lower": [{"type": "item", "id": f"{rule_id}l", "value": lower}],
    }
    return {"type": "rule", "id": rule_id, "value": value}


def make_order(*, parent: Page, live: bool = True, **fields: Any) -> OrderExercisePage:
    number = next(_numbers)
    defaults = {
        "title": f"Order {number}",
        "slug": f"order-{number}",
        "prompt": "<p>Order them.</p>",
        "first_label": "Ranks first",
        "last_label": "Ranks last",
        "entries": [entry("gov", "Governor"), entry("may", "Mayor"), entry("con", "Consul", same_as_above=True)],
        "rules": [rule("r1", "Governor", "Mayor")],
    }
    return add(parent, OrderExercisePage(**(defaults | fields)), live=live)


def decision(option_id: str, text: str, quality: str = "best", goes_on_to: str = "") -> dict[str, Any]:
    value = {"text": text, "outcome": "<p>So it goes.</p>", "quality": quality, "why": "", "goes_on_to": goes_on_to}
    return {"type": "item", "id": option_id, "value": value}


def scene(scene_id: str, title: str, *options: dict[str, Any]) -> dict[str, Any]:
    value = {"title": title, "text": f"<p>{title}.</p>", "options": list(options)}
    return {"type": "scene", "id": scene_id, "value": value}


def two_scenes() -> list[dict[str, Any]]:
    return [
        scene("s1", "The door", decision("o1", "Go out"), decision("o2", "Stay in", "poor", "The end")),
        scene("s2", "The end"),
    ]


def make_branch(*, parent: Page, live: bool = True, **fields: Any) -> BranchExercisePage:
    number = next(_numbers)
    defaults = {"title": f"Case {number}", "slug": f"case-{number}", "scenes": two_scenes()}
    return add(parent, BranchExercisePage(**(defaults | fields)), live=live)


def unit(unit_id: str, text: str, factor: str) -> dict[str, Any]:
    return {"type": "item", "id": unit_id, "value": {"text": text, "factor": factor}}


def number(question_id: str = "q1", **value: Any) -> dict[str, Any]:
    defaults = {
        "prompt": "<p>How long is the table?</p>",
        "value": "7.5",
        "tolerance": "nominal",
        "amount": "0.5",
        "half": True,
        "units": [unit("m", "metres", "1"), unit("cm", "centimetres", "0.01")],
        "why": "<p>It was measured.</p>",
        "points": 2,
        "source": "",
        "competency": "",
    }
    return {"type": "number", "id": question_id, "value": defaults | value}


def make_numeric(*, parent: Page, live: bool = True, **fields: Any) -> NumericExercisePage:
    counted = next(_numbers)
    defaults = {"title": f"Numbers {counted}", "slug": f"numbers-{counted}", "questions": [number()]}
    return add(parent, NumericExercisePage(**(defaults | fields)), live=live)


def pair(pair_id: str, text: str, match: str, why: str = "") -> dict[str, Any]:
    return {"type": "pair", "id": pair_id, "value": {"text": text, "match": match, "why": why}}


def make_match(*, parent: Page, live: bool = True, **fields: Any) -> MatchExercisePage:
    counted = next(_numbers)
    defaults = {
        "title": f"Pairs {counted}",
        "slug": f"pairs-{counted}",
        "prompt": "<p>Match them.</p>",
        "pairs": [pair("p1", "Gate", "Badges"), pair("p2", "Hall", "Seats"), pair("p3", "Car", "Guests")],
    }
    return add(parent, MatchExercisePage(**(defaults | fields)), live=live)


def judged(option_id: str, text: str, ratings: str) -> dict[str, Any]:
    return {"type": "item", "id": option_id, "value": {"text": text, "ratings": ratings, "why": f"About {text}."}}


def situation(situation_id: str = "s1", *ratings: str) -> dict[str, Any]:
    rated = enumerate(ratings or ("7", "5", "2"), start=1)
    value = {
        "text": "<p>A flag hangs upside down.</p>",
        "question": "How good is each step?",
        "options": [judged(f"o{place}", f"Do {place}", given) for place, given in rated],
    }
    return {"type": "situation", "id": situation_id, "value": value}


def make_sjt(*, parent: Page, live: bool = True, **fields: Any) -> SjtExercisePage:
    counted = next(_numbers)
    defaults = {"title": f"Judge {counted}", "slug": f"judge-{counted}", "scenarios": [situation()]}
    return add(parent, SjtExercisePage(**(defaults | fields)), live=live)


def need(need_id: str, text: str, group: str = "topic", **value: Any) -> dict[str, Any]:
    return {"type": "need", "id": need_id, "value": {"group": group, "text": text, "about": "", "weight": 2} | value}


def candidate(candidate_id: str, text: str, **value: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("about", "topics", "regions", "languages", "source", "as_of"), "")
    given = {"text": text, "hours": 50, "fee": 0, "linked": []} | empty | value
    given["linked"] = [
        {"type": "item", "id": f"{candidate_id}-{number}", "value": name} for number, name in enumerate(given["linked"])
    ]
    return {"type": "candidate", "id": candidate_id, "value": given}


def make_network(*, parent: Page, live: bool = True, **fields: Any) -> NetworkExercisePage:
    counted = next(_numbers)
    defaults = {
        "title": f"Networks {counted}",
        "slug": f"networks-{counted}",
        "prompt": "<p>Choose.</p>",
        "hours": 100,
        "needs": [need("climate", "Climate"), need("asia", "Asia", "region")],
        "candidates": [
            candidate("club", "The club", hours=90, topics="Climate"),
            candidate("pact", "The pact", topics="climate"),
            candidate("ring", "The ring", regions="Asia", linked=["The pact"]),
        ],
    }
    return add(parent, NetworkExercisePage(**(defaults | fields)), live=live)


def guest(guest_id: str, text: str, **value: Any) -> dict[str, Any]:
    given = {"text": text, "about": "", "delegation": "", "group": "", "place": None} | value
    return {"type": "guest", "id": guest_id, "value": given}


def seating_rule(rule_id: str, kind: str, **value: Any) -> dict[str, Any]:
    head = {"text": f"The rule {rule_id}", "source": "House rules", "why": f"About {rule_id}."}
    given = head | {"weight": 2, "hard": False, "jurisdiction": "", "topic": ""} | value
    if "others" in given:
        given["others"] = [
            {"type": "item", "id": f"{rule_id}-{number}", "value": name} for number, name in enumerate(given["others"])
        ]
    return {"type": kind, "id": rule_id, "value": given}


def make_placement(*, parent: Page, live: bool = True, **fields: Any) -> PlacementExercisePage:
    counted = next(_numbers)
    defaults = {
        "title": f"Places {counted}",
        "slug": f"places-{counted}",
        "prompt": "<p>Seat them.</p>",
        "layout": "round",
        "size": 4,
        "guests": [guest("host", "The host", place=1), guest("dean", "The dean"), guest("aide", "The aide")],
        "rules": [seating_rule("right", "right_of", guest="The dean", other="The host")],
    }
    return add(parent, PlacementExercisePage(**(defaults | fields)), live=live)


def word(word_id: str, text: str, kind: str = "action", **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": word_id, "value": {"text": text, "about": ""} | value}


def remark(remark_id: str, choice: str, text: str) -> dict[str, Any]:
    return {"type": "item", "id": remark_id, "value": {"choice": choice, "text": text}}


JUDGED: dict[str, Any] = {"turn": None, "why": "", "feedback": [], "points": 1, "source": ""}


def letter(letter_id: str, subject: str, action: str, owner: str = "", **value: Any) -> dict[str, Any]:
    head = {"form": "email", "sender": "The consul", "date": "", "subject": subject, "body": "<p>Dear all</p>"}
    return {"type": "letter", "id": letter_id, "value": head | JUDGED | {"action": action, "owner": owner} | value}


def clause(clause_id: str, verb: str, *wordings: tuple[str, bool], **value: Any) -> dict[str, Any]:
    listed = [
        {"type": "item", "id": f"{clause_id}w{number}", "value": {"text": text, "right": right, "why": ""}}
        for number, (text, right) in enumerate(wordings, start=1)
    ]
    head = {"label": f"Article {clause_id}", "text": f"<p>Text of {clause_id}</p>", "verb": verb, "wordings": listed}
    return {"type": "clause", "id": clause_id, "value": head | JUDGED | value}


def make_intray(*, parent: Page, live: bool = True, **fields: Any) -> IntrayExercisePage:
    counted = next(_numbers)
    defaults = {
        "title": f"In-tray {counted}",
        "slug": f"in-tray-{counted}",
        "actions": [word("answer", "Answer it"), word("pass", "Pass it on", about="It is not ours.")],
        "owners": [word("you", "You", "owner"), word("law", "The lawyers", "owner")],
        "letters": [
            letter("m1", "The visit", "Answer it", "You", turn=1, feedback=[remark("f1", "pass it on", "They wait.")]),
            letter("m2", "The claim", "Pass it on", "The lawyers", turn=2),
        ],
        "reply_to": "The visit",
        "reply": [question("opening", points=1)],
        "order_points": 2,
    }
    return add(parent, IntrayExercisePage(**(defaults | fields)), live=live)


VERBS = (("keep", "Keep"), ("change", "Change"), ("strike", "Strike"), ("ask", "Ask the ministry"))


def make_redpen(*, parent: Page, live: bool = True, **fields: Any) -> RedpenExercisePage:
    counted = next(_numbers)
    defaults = {
        "title": f"Red pen {counted}",
        "slug": f"red-pen-{counted}",
        "document": "Draft memorandum",
        "verbs": [word(effect, text, "verb", effect=effect) for effect, text in VERBS],
        "clauses": [
            clause("c1", "Change", ("Shall", False), ("Will", True)),
            clause("c2", "Keep", ("May", False), ("Must", False)),
            clause("c3", "Ask the ministry"),
        ],
    }
    return add(parent, RedpenExercisePage(**(defaults | fields)), live=live)


def criterion(key: str, *points: int, **value: Any) -> dict[str, Any]:
    levels = [
        {"type": "item", "id": f"{key}-{number}", "value": {"points": worth, "text": f"Looks like {number}"}}
        for number, worth in enumerate(points, 1)
    ]
    given = {"name": f"The {key}", "question": "", "levels": levels, "competency": ""} | value
    return {"type": "criterion", "id": key, "value": given}


def part_check(key: str, phrases: str = "Subject:", **value: Any) -> dict[str, Any]:
    given = {"name": "A subject line", "phrases": phrases, "place": "line"} | value
    return {"type": "part", "id": key, "value": given}


def make_rubric(*, parent: Page, live: bool = True, **fields: Any) -> RubricExercisePage:
    counted = next(_numbers)
    exemplar = {"title": "A good one", "text": "Mayor,\r\n\r\ndecide.", "levels": "2 1", "why": "It asks."}
    defaults = {
        "title": f"Memo {counted}",
        "slug": f"memo-{counted}",
        "prompt": "<p>Write to the mayor.</p>",
        "levels": "Not yet\nGood",
        "documents": [{"type": "document", "id": "cable", "value": {"title": "A cable", "body": "<p>They come.</p>"}}],
        "criteria": [criterion("ask", 0, 4), criterion("facts", 1, 2)],
        "exemplars": [{"type": "exemplar", "id": "good", "value": exemplar}],
        "checks": [part_check("subject"), {"type": "dates", "id": "dates", "value": None}],
    }
    return add(parent, RubricExercisePage(**(defaults | fields)), live=live)


def issue(key: str, text: str, *options: tuple[Any, ...], **more: str) -> dict[str, Any]:
    """Describe an issue; options are (words, worth to the learner, worth to the other side[, forbidden])."""
    listed = [
        {
            "type": "item",
            "id": f"{key}-{number}",
            "value": {"text": words, "own": own, "other": other, "forbidden": bool(forbidden)},
        }
        for number, (words, own, other, *forbidden) in enumerate(options, 1)
    ]
    return {"type": "issue", "id": key, "value": {"text": text, "options": listed, "note": "", "why": ""} | more}


def make_negotiation(*, parent: Page, live: bool = True, **fields: Any) -> NegotiationExercisePage:
    """Write a talk in which both sides gain by a trade."""
    counted = next(_numbers)
    defaults = {
        "title": f"Talks {counted}",
        "slug": f"talks-{counted}",
        "own_name": "Calder Bay",
        "other_name": "Tolmera",
        "instructions": "<p>The classes come first.</p>",
        "issues": [
            issue("place", "Where", ("At home", 20, 0), ("There", 0, 40)),
            issue("classes", "Classes", ("Four", 0, 20), ("Twelve", 40, 0), why="They have no boats."),
        ],
        "own_reserve": 20,
        "other_reserve": 15,
        "persona": "conceder",
        "rounds": 4,
    }
    return add(parent, NegotiationExercisePage(**(defaults | fields)), live=live)


def translate(course: CoursePage, language: str = "fr") -> CoursePage:
    """Copy a course with all below it into another language, as drafts."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    for top in (course.get_parent().get_parent(), course.get_parent()):
        if not top.has_translation(locale):
            top.specific.copy_for_translation(locale, copy_parents=True)
    for page in course.get_descendants(inclusive=True).specific():
        page.copy_for_translation(locale)
    return CoursePage.objects.get(translation_key=course.translation_key, locale=locale)


def publish_all(top: Page) -> None:
    for page in top.get_ancestors().filter(depth__gt=1).not_live().specific():
        publishing.publish(page)
    for page in top.get_descendants(inclusive=True).specific():
        publishing.publish(page)


def make_competency(*, title: str) -> uuid.UUID:
    key = uuid.uuid4()
    assessment_services.sync_competencies([CompetencyData(key=key, slug=str(key), title=title)])
    return key


def submit_for_approval(page: Page) -> None:
    workflow = Workflow.objects.create(name="Approval", active=True)
    task = GroupApprovalTask.objects.create(name="Look", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, None)


def let_write(top: Page, user: Any) -> None:
    """Give a person's groups the rights of instructors under another page."""
    for group in user.groups.all():
        for permission in Permission.objects.filter(codename__in=["add_page", "change_page", "publish_page"]):
            GroupPagePermission.objects.get_or_create(group=group, page=top, permission=permission)
