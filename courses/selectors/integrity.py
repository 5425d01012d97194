"""What must hold for every enrolment and certificate, checked against what is stored."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery

from assessments.selectors import integrity as attempts
from courses.enums import IssueReason
from courses.models import Certificate, CertificateIssue, Course, Enrolment, Programme, ProgrammeCompletion
from courses.rules.validity import moment_text
from courses.selectors.enrolments import valid_certificates

CHUNK = 500


def broken_records() -> Iterator[str]:
    """Find enrolments and certificates whose stored parts contradict each other.

    Yields:
        A sentence for each fault: more lessons counted than ticked off, a certificate of an unfinished enrolment, a
        certificate without an issue, an issue that says something else than its enrolment or has no file, a finish
        that rests on an exercise that was never scored, a certificate of a programme that contradicts what it rests on.
    """
    ticked = Enrolment.objects.annotate(ticked=Count("lesson_progress"))
    for enrolment in ticked.filter(lessons_done__gt=F("ticked")).iterator(CHUNK):
        yield f"enrolment {enrolment.key} counts {enrolment.lessons_done} lessons, {enrolment.ticked} are ticked off"
    certificates = Certificate.objects.annotate(number=Count("issues")).select_related("enrolment")
    unfinished = Q(enrolment__isnull=False, enrolment__finished_at=None)
    for certificate in certificates.filter(Q(number=0) | unfinished).iterator(CHUNK):
        fault = "has no issue" if certificate.number == 0 else "belongs to an enrolment that is not finished"
        yield f"certificate {certificate.code} {fault}"
    yield from _broken_issues()
    yield from _broken_periods()
    yield from _unproven_finishes()
    yield from _broken_programmes()


def _broken_issues() -> Iterator[str]:
    """The first issue says what its enrolment says, and each later one what the one before said, but for its reason."""
    issues = CertificateIssue.objects.select_related("certificate__enrolment").order_by("certificate", "number")
    for certificate, ordered in groupby(issues.iterator(CHUNK), key=lambda issue: issue.certificate):
        enrolment = certificate.enrolment
        before = enrolment and (certificate.code, enrolment.composite_percent, enrolment.evidence)
        for issue in ordered:
            said, is_anew = issue.snapshot, issue.reason == IssueReason.RENEWED
            result = (said["code"], said["result_percent"], said["evidence"])
            if before not in (None, result) and not is_anew:
                yield f"certificate {certificate.code} says something else than its enrolment or its issue before"
            before = result
            if said.get("expires_at", "") != moment_text(issue.expires_at):
                yield f"certificate {certificate.code} says another last day than is stored"
            # Where an earlier name was erased, the file that showed it went with it.
            if said["holder"] and not bytes(issue.pdf).startswith(b"%PDF-"):
                yield f"certificate {certificate.code} has no file"
        if enrolment and said["holder"] != enrolment.printed_name:
            yield f"certificate {certificate.code} shows another name than its enrolment"


def _broken_periods() -> Iterator[str]:
    """A certificate is valid as long as its newest issue."""
    newest = CertificateIssue.objects.filter(certificate=OuterRef("pk")).order_by("-number")
    certificates = Certificate.objects.annotate(ends=Subquery(newest.values("expires_at")[:1]))
    for certificate in certificates.order_by("pk").iterator(CHUNK):
        if certificate.expires_at != certificate.ends:
            yield f"certificate {certificate.code} is valid for another time than its newest issue"


def _broken_programmes() -> Iterator[str]:
    """A certificate of a programme says which it rests on, all of one learner, and is revoked with any of them."""
    completions = ProgrammeCompletion.objects.select_related("certificate").exclude(certificate=None).order_by("pk")
    rests_on = Prefetch("certificates", Certificate.objects.select_related("enrolment"))
    for completion in completions.prefetch_related(rests_on, "certificate__issues").iterator(CHUNK):
        certificate, basis = completion.certificate, list(completion.certificates.all())
        said = {item["code"] for issue in certificate.issues.all() for item in issue.snapshot["evidence"]} - {""}
        learners = {found.enrolment.learner_id for found in basis if found.enrolment}
        if said != {found.code for found in basis} or learners != {completion.learner_id}:
            yield f"certificate {certificate.code} says something else than what it rests on"
        if certificate.revocation_id is None and any(found.revocation_id for found in basis):
            yield f"certificate {certificate.code} is valid, and one that it rests on is revoked"


def _unproven_finishes() -> Iterator[str]:
    finished = Enrolment.objects.exclude(finished_at=None).order_by("pk")
    for start in range(0, finished.count(), CHUNK):
        enrolments = finished[start : start + CHUNK]
        scored = attempts.scored_versions({enrolment.learner_id for enrolment in enrolments})
        for enrolment in enrolments:
            proof = {(item["key"], item["version"]) for item in enrolment.evidence if item["percent"] is not None}
            if proof - scored.get(enrolment.learner_id, set()):
                yield f"enrolment {enrolment.key} was finished by an exercise that was never scored"


def waiting_for_certificate() -> list[int]:
    """List enrolments that should have a certificate and have none yet.

    Returns:
        Row ids: finished, name confirmed. Each must stand in the outbox.
    """
    due = Enrolment.objects.filter(certificate=None).exclude(finished_at=None).exclude(printed_name="")
    return list(due.values_list("pk", flat=True))


def waiting_for_programme() -> list[tuple[int, int]]:
    """List learners who should have the certificate of a programme and have none yet, or none that is valid.

    Returns:
        (programme id, learner id): all its courses are certified, or what theirs rests on is valid again after a rule
        had revoked it. Each must stand in the outbox.
    """
    found = []
    for programme in Programme.objects.filter(retired=False).order_by("pk"):
        needed = Course.objects.filter(programme=programme).count()
        valid = valid_certificates(Enrolment.objects.filter(course__programme=programme))
        done = ProgrammeCompletion.objects.filter(programme=programme).values("learner")
        by_learner = valid.exclude(learner__in=done).order_by().values("learner").annotate(number=Count("pk"))
        due = by_learner.filter(number=needed).values_list("learner", flat=True)
        found += [(programme.pk, learner_id) for learner_id in sorted(due)]
    by_rule = Certificate.objects.filter(revocation__isnull=False, revocation__revoked_by=None)
    of_programmes = by_rule.filter(completion__programme__isnull=False)
    again = of_programmes.exclude(completion__certificates__revocation__isnull=False)
    return found + list(again.values_list("completion__programme", "completion__learner").order_by("pk"))
