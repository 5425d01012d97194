"""What must hold for every enrolment and certificate, checked against what is stored."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from courses.models import Certificate, Enrolment

CHUNK = 500


def broken_records() -> Iterator[str]:
    """Find enrolments and certificates whose stored parts contradict each other.

    Yields:
        A sentence for each fault: more lessons counted than ticked off, a certificate of an unfinished enrolment, a
        certificate without an issue.
    """
    ticked = Enrolment.objects.annotate(ticked=Count("lesson_progress"))
    for enrolment in ticked.filter(lessons_done__gt=F("ticked")).iterator(CHUNK):
        yield f"enrolment {enrolment.key} counts {enrolment.lessons_done} lessons, {enrolment.ticked} are ticked off"
    certificates = Certificate.objects.annotate(number=Count("issues")).select_related("enrolment")
    for certificate in certificates.filter(Q(number=0) | Q(enrolment__finished_at=None)).iterator(CHUNK):
        fault = "has no issue" if certificate.number == 0 else "belongs to an enrolment that is not finished"
        yield f"certificate {certificate.code} {fault}"


def waiting_for_certificate() -> list[int]:
    """List enrolments that should have a certificate and have none yet.

    Returns:
        Row ids: finished, name confirmed. Each must stand in the outbox.
    """
    due = Enrolment.objects.filter(certificate=None).exclude(finished_at=None).exclude(printed_name="")
    return list(due.values_list("pk", flat=True))
