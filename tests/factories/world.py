"""A small site in full use, with canaries: words that tell who got to see what they must not."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from accounts.enums import Role
from accounts.models import Invitation, Organisation, User
from assessments.models import Attempt, Exercise
from assessments.selectors import exercise_ids_by_key
from cms.models import CourseDocument
from cms.services import access
from courses import services
from courses.enums import RequestAct
from courses.models import Certificate, CertificateRequest, Course, Enrolment
from tests.factories import cms as make
from tests.factories import references as shelf
from tests.factories.accounts import (
    make_coordinator,
    make_instructor,
    make_invitation,
    make_membership,
    make_network,
    make_organisation,
    make_verified_user,
)
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_guest_attempt,
    make_published_exercise,
    make_sample,
    make_submission,
)
from tests.factories.courses import exercise_item, lesson_item, make_course, make_finished_enrolment

KEY, DRAFT, NAME = "KEYCANARY", "DRAFTCANARY", "NAMECANARY"
# What the debrief shows to the guest who has earned it, and to nobody else.
TRIED = "TRIEDCANARY"
# Belongs to another city: its name, its person, its invitation and its course.
OTHER = "OTHERCANARY"
# What a lesson says: for those enrolled in its course.
BODY = "BODYCANARY"
# What Ana wrote: for herself and for who marks it.
WORK = "WORKCANARY"


@dataclass(slots=True)
class World:
    """People, and the values that fill the addresses of the site.

    Attributes:
        ana: has open and scored attempts, none of whose keys is due, and two certificates (one whose name she
            withholds and asks to have corrected, one that was revoked), and written work that waits for its marks.
        bo: has signed up, nothing more.
        cleo: is a learner of Ana's city.
        ines: instructs in Ana's city, so that she marks what Ana handed in.
        ivo: instructs in another city.
        cora: coordinates Ana's city.
        otto: coordinates another city, with a learner, a course and an invitation of its own.
        nora: coordinates a network that Ana's city is a member of.
        guest: has no account, one open attempt at a sample, and one that is scored.
        other_guest: the same without the scored one.
        secret_pages: those of the pages that hold a canary.
        values: parameter name → values to put in its place.
    """

    ana: User
    bo: User
    cleo: User
    ines: User
    ivo: User
    cora: User
    otto: User
    nora: User
    guest: uuid.UUID
    other_guest: uuid.UUID
    pages: tuple[Any, ...]
    secret_pages: tuple[Any, ...] = ()
    values: dict[str, tuple[Any, ...]] = field(default_factory=dict)


SAME_ALWAYS: dict[str, tuple[Any, ...]] = {
    "lesson": ("the-lesson", "the-papers", "final", "nothing"),
    "sample": ("the-sample", "nothing"),
    "exercise": ("the-check", "the-order", "the-case", "the-exam", "nothing"),
    "number": (0, 1),
    "link": ("nothing",),
    "role": ("the-post", "nothing"),
    "task": ("visit", "nothing"),
    "kind": ("templates", "networks", "nothing"),
    "slug": ("the-template", "the-draft", "nothing"),
    "path": ("nothing.png", "guess/talk.mp4"),
    "moment": ("before", "after", "nothing"),
}


def make_world() -> World:
    make.make_catalogue()
    city = make_organisation(slug="the-city")
    people = [make_verified_user(display_name=name) for name in (f"Ana {NAME}", "Bo", "Cleo", "Ines")]
    ana, bo, cleo, ines = people
    for person, role in ((ana, Role.LEARNER), (cleo, Role.LEARNER), (ines, Role.INSTRUCTOR)):
        make_membership(user=person, organisation=city, role=role)
    access.sync_editor(user_id=ines.pk)
    course, pages = _make_pages()
    cora, nora = make_coordinator(city), make_coordinator(make_network(city, slug="the-network"))
    otto = _make_other_city()
    secret_pages = tuple(pages[place] for place in (2, 3, 4, -2))
    guests = uuid.uuid4(), uuid.uuid4()
    ivo = make_instructor(Organisation.objects.get(slug="other-city"))
    world = World(ana, bo, cleo, ines, ivo, cora, otto, nora, *guests, pages, secret_pages)
    own = _make_attempts(course, ana)
    work = _hand_in(ana)
    attempts = [*own, work, *_make_guest_attempts(*guests)]
    _make_case(pages[1])
    make.make_programme(pages[0], paths=[make.path_block("the-post", pages[2], hours=1)])
    _make_shelf()
    world.values = SAME_ALWAYS | {
        "course": (course.slug, "finished", "nothing"),
        "key": (*(attempt.key for attempt in attempts), uuid.UUID(int=1)),
        "code": (*_make_certificates(ana), "0" * 32, "malformed"),
        "token": (make_invitation(email=ana.email).token, "nothing"),
        "organisation": ("the-city", "the-network", "other-city", "nothing"),
        "person": (ana.key, User.objects.get(display_name=OTHER).key, uuid.UUID(int=1)),
        "invitation": (
            make_invitation(email=f"{NAME}@city.example", organisation=city).pk,
            Invitation.objects.get(email__startswith=OTHER.lower()).pk,
            999_999,
        ),
        "submission": (work.key, own[0].key, uuid.UUID(int=1)),
        "attempt": (own[0].key, work.key, uuid.UUID(int=1)),
        "request_key": (CertificateRequest.objects.get().key, uuid.UUID(int=1)),
        "rescoring": (uuid.UUID(int=1),),
        "note": (_note(ana), uuid.UUID(int=1)),
        "page_id": (*(page.pk for page in pages), 999_999),
        "document": (*CourseDocument.objects.order_by("pk").values_list("key", flat=True), uuid.UUID(int=1)),
    }
    return world


def _make_other_city() -> User:
    """Make a city with a learner who has finished a course, an open invitation, and a coordinator, who is returned."""
    city = make_organisation(name=f"City of {OTHER}", slug="other-city")
    learner = make_verified_user(display_name=OTHER, email=f"{OTHER}@other.example")
    make_membership(user=learner, organisation=city)
    make_finished_enrolment(learner)
    make_invitation(email=f"{OTHER}.invited@other.example", organisation=city)
    return make_coordinator(city)


def _make_pages() -> tuple[Course, tuple[Any, ...]]:
    with make.projection.held():
        page = make.make_course(title="The course", slug="the-course")
        module = make.make_module(parent=page)
        offered = make.make_document(b"for everybody", title="Offered")
        lesson = make.make_lesson(
            parent=module,
            slug="the-lesson",
            desk_tasks=["visit"],
            body=[make.text_block(f"<p>Wait for {BODY}.</p>"), make.download_block(offered)],
        )
        exercises = _make_exercises(lesson, page)
    hidden = make.make_document(DRAFT.encode(), name="draft.csv", title=DRAFT)
    draft = make.make_choice(parent=lesson, live=False, title=DRAFT, questions=[_question()])
    draft_lesson = make.make_lesson(
        parent=module, live=False, title=DRAFT, slug="draft-lesson", body=[make.download_block(hidden)]
    )
    lesson.summary = DRAFT
    lesson.save_revision()
    return Course.objects.get(slug="the-course"), (page, module, lesson, *exercises, draft, draft_lesson)


def _make_case(module: Any) -> None:
    """Make a case study whose first act nobody has come through: what stands in the second is a secret."""
    body = [
        make.text_block(f"<p>Wait for {BODY}.</p>", "i1"),
        make.act_block("The first act", "The first task"),
        make.document_block(f"For those enrolled: {BODY}", "p1"),
        make.act_block("The second act", "The second task"),
        make.text_block(f"<p>{KEY} opening</p>", "o2"),
        make.document_block(f"{KEY} paper", "p2", sender=f"{KEY} sender", date=f"{KEY} date"),
        make.debrief_block("In the end"),
        make.text_block(f"<p>{KEY} what happened</p>", "d1"),
    ]
    with make.projection.held():
        case = make.make_case(parent=module, slug="the-papers", body=body, desk_tasks=["visit"])
        for slug, title in (("the-check", "The first task"), ("the-order", "The second task")):
            make.make_choice(parent=case, slug=slug, title=title, questions=[_question()])


def _make_exercises(lesson: Any, course: Any) -> list[Any]:
    entries = [make.entry(name.lower(), name, note=f"{KEY} note") for name in ("Governor", "Mayor", "Consul")]
    order = {"entries": entries, "rules": [make.rule("r1", "Governor", "Mayor")], "why": f"<p>{KEY} why</p>"}
    common = {"sources": f"{KEY} sources", "desk_tasks": ["visit"]}
    return [
        make.make_choice(parent=lesson, slug="the-check", questions=[_question()], **common),
        make.make_order(parent=lesson, slug="the-order", **order, **common),
        make.make_branch(parent=lesson, slug="the-case", scenes=_scenes(), **common),
        make.make_choice(parent=course, slug="the-exam", questions=[_question()], **common),
    ]


def _question() -> dict[str, Any]:
    options = [make.answer("a", "The host", right=True), make.answer("b", "Nobody")]
    for option in options:
        option["value"]["why"] = f"{KEY} why of an option"
    return make.question(why=f"<p>{KEY} why</p>", source=f"{KEY} source", options=options)


def _scenes() -> list[dict[str, Any]]:
    out, inside = make.decision("out", "Go out"), make.decision("in", "Stay in", "poor")
    for option in (out, inside):
        option["value"]["why"] = f"{KEY} why of a decision"
    out["value"]["outcome"] = f"<p>{KEY} outcome of what was not done</p>"
    return [make.scene("s1", "The door", out, inside), make.scene("s2", "The end")]


def _make_attempts(course: Course, learner: User) -> list[Attempt]:
    """Submit a wrong try at each exercise, so that the key is not due, and begin another."""
    services.enrol_learner(course_id=course.pk, learner_id=learner.pk)
    keys = Exercise.objects.filter(current_version__isnull=False).order_by("pk").values_list("key", flat=True)
    attempts = []
    for exercise_id in exercise_ids_by_key(list(keys)).values():
        exercise = Exercise.objects.get(pk=exercise_id)
        wrong = make_attempt(exercise, learner)
        _submit_wrong(wrong)
        attempts += [wrong, make_attempt(exercise, learner)]
    return attempts


def _hand_in(learner: User) -> Attempt:
    """Hand in written work in a course of its own."""
    memo = make_published_exercise("rubric", texts={"exemplars.e1.text": f"{KEY} exemplar"})
    services.enrol_learner(course_id=make_course(lesson_item("memo", exercise_item(memo))).pk, learner_id=learner.pk)
    return make_submission(learner, memo, text=f"Mayor, {WORK}.")


def _make_guest_attempts(guest: uuid.UUID, other_guest: uuid.UUID) -> list[Attempt]:
    earned = make_sample("order", "the-tried", texts={"why_html": f"<p>{TRIED}</p>"})
    secret = make_sample("choice", "the-sample", texts={"items.q1.why_html": f"<p>{KEY}</p>"})
    scored = finish_attempt(make_guest_attempt(earned, guest), is_right=True)
    return [scored, make_guest_attempt(secret, guest), make_guest_attempt(secret, other_guest)]


def _submit_wrong(attempt: Attempt) -> None:
    responses = {
        "choice": {"answers": {"q1": ["b"]}},
        "order": {"order": ["consul", "mayor", "governor"], "confirmed": True},
        "branch": None,
    }
    kind = attempt.version.definition["kind"]
    if kind == "branch":
        make.assessment_services.make_move(attempt_id=attempt.pk, step=1, move="in")
    make.assessment_services.submit_attempt(
        attempt_id=attempt.pk, client_seq="wrong-try", base_version=0, response=responses[kind]
    )


def _make_certificates(learner: User) -> list[str]:
    withheld = _issue(make_finished_enrolment(learner, name=learner.display_name, slug="finished"))
    services.set_name_withheld(enrolment_id=withheld.enrolment_id, withheld=True)
    wanted = {"reason": "Misspelt.", "printed_name": f"Ana {NAME}-Corrected"}
    services.ask_about_certificate(code=withheld.code, act=RequestAct.RENAME, asked_by_id=learner.pk, **wanted)
    revoked = _issue(make_finished_enrolment(learner, name=learner.display_name))
    services.set_name_withheld(enrolment_id=revoked.enrolment_id, withheld=True)
    services.revoke_certificate(code=revoked.code, reason="Answers were copied.", revoked_by_id=None)
    return [withheld.code, revoked.code]


def _issue(enrolment: Enrolment) -> Certificate:
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return certificate


def _note(learner: User) -> uuid.UUID:
    key = uuid.uuid4()
    services.keep_note(learner_id=learner.pk, key=key, text=f"A note on {WORK}")
    return key


def _make_shelf() -> None:
    template = shelf.make_reference("templates", slug="the-template")
    template.title = template.keeper = DRAFT
    template.save_revision()
    # What is published last makes all of the library anew, and must not take drafts along.
    shelf.make_reference("networks", slug="the-latest")
    shelf.make_reference("networks", slug="the-draft", live=False, title=DRAFT)
