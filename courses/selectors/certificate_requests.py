"""Requests about certificates: who may ask, who may decide, what waits for whom.

Revoking a certificate and making it valid again needs two people who may both do it: instructors of the course who
instruct somewhere today, or administrators; of a programme two administrators. A name is corrected when the holder asks
and one of them, or somebody who coordinates or instructs in the holder's organisation, confirms. Nobody decides what
they asked for, nor about their own certificate.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts import selectors as account_selectors
from courses.enums import RequestAct, RequestOutcome
from courses.models import Certificate, CertificateIssue, CertificateRequest, Course
from courses.selectors.certificates import CODE, holder_of, may_revoke, revokers

IN_A_ROW = ("asked_by", "decided_by", "certificate")


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request about a certificate, as those concerned see it.

    Attributes:
        title: of the course or the programme, in `language`.
        holder: the name that is printed now.
        printed_name: the one that is asked for; empty where it is not about the name.
        outcome: empty while it waits.
        decided_by: empty for nobody.
        may_decide: the reader may confirm or decline it.
        may_withdraw: the reader asked for it, and it waits.
        waits_for_nobody: no other person could decide it today.
    """

    key: UUID
    act: RequestAct
    title: str
    language: str
    holder: str
    printed_name: str
    latin_name: str
    reason: str
    asked_by: str
    asked_at: datetime.datetime
    outcome: str
    decided_by: str
    decided_at: datetime.datetime | None
    answer: str
    certificate_url: str
    url: str
    may_decide: bool
    may_withdraw: bool
    waits_for_nobody: bool

    @property
    def act_label(self) -> str:
        return str(self.act.label)

    @property
    def outcome_label(self) -> str:
        return str(RequestOutcome(self.outcome).label) if self.outcome else ""

    @property
    def is_about_name(self) -> bool:
        return self.act == RequestAct.RENAME


@dataclass(frozen=True, slots=True)
class AskView:
    """The page where somebody asks for an act about a certificate.

    Attributes:
        title: of the course or the programme, in `language`.
        holder: the name that is printed now, with its Latin form.
        open_url: of a request for the same that waits already; empty where there is none.
        waits_for_nobody: no other person could decide it today.
    """

    code: str
    act: RequestAct
    title: str
    language: str
    holder: str
    latin_name: str
    is_programme: bool
    open_url: str
    waits_for_nobody: bool


def ask_view(*, code: str, act: RequestAct, user_id: int | None) -> AskView | None:
    """Read the page where somebody asks for an act about a certificate.

    Args:
        code: any text.
        act: what.
        user_id: who asks; None for a stranger.

    Returns:
        None where there is no such certificate, it is not in the state for it, or this person may not ask.
    """
    wanted = code.lower()
    if user_id is None or not CODE.fullmatch(wanted):
        return None
    related = ("enrolment__course", "enrolment__learner", "completion__learner")
    certificate = Certificate.objects.select_related(*related).filter(code=wanted).first()
    if certificate is None or not is_possible(certificate, act) or not may_ask(certificate, act, user_id):
        return None
    says = certificate.issues.values_list("snapshot", flat=True).latest("number")
    asked = certificate.requests.filter(act=act, outcome="").first()
    return AskView(
        code=certificate.code,
        act=act,
        title=(says.get("programme") or says["course"])["title"],
        language=says["language"],
        holder=says["holder"],
        latin_name=says["latin_name"],
        is_programme=certificate.enrolment is None,
        open_url=request_url(asked.key) if asked else "",
        waits_for_nobody=_waits_for_nobody(certificate, act, user_id),
    )


def request_url(key: UUID) -> str:
    """Return the path of a request's page."""
    return reverse("requests:request", args=[key])


def may_ask(certificate: Certificate, act: RequestAct, user_id: int | None) -> bool:
    """Tell whether somebody may ask for something about a certificate.

    Args:
        certificate: with enrolment, course and learner at hand.
        act: what.
        user_id: who; None for a stranger.

    Returns:
        True for the holder who wants the name corrected, and for whoever may revoke the certificate of somebody else.
    """
    is_holder = user_id is not None and holder_of(certificate).pk == user_id
    if act == RequestAct.RENAME:
        return is_holder
    return not is_holder and may_revoke(certificate.enrolment.course if certificate.enrolment else None, user_id)


def is_possible(certificate: Certificate, act: RequestAct) -> bool:
    """Tell whether a certificate is in the state that something can be asked for.

    Args:
        certificate: any.
        act: what.

    Returns:
        True for making a revoked one valid again, and for the rest of one that is valid.
    """
    return (certificate.revocation_id is not None) == (act == RequestAct.REINSTATE)


def decidable_by(user: Any) -> QuerySet[CertificateRequest]:
    """Select the requests that somebody may decide, or could have decided.

    Args:
        user: who is signed in.

    Returns:
        A queryset. None of those they asked for, nor of those about their own certificate.
    """
    people = _of_holder("", user.pk)
    others = CertificateRequest.objects.exclude(asked_by=user.pk).exclude(people)
    if not user.is_active:
        return others.none()
    if user.is_superuser:
        return others
    mine = account_selectors.instructor_ids().filter(user_id=user.pk)
    allowed = Q(certificate__enrolment__course__in=Course.objects.filter(instructors__in=mine).values("pk"))
    coordinated = Q(memberships__organisation__in=account_selectors.organisation_ids_coordinated_by(user))
    instructed = Q(memberships__organisation__in=account_selectors.organisation_ids_instructed_by(user))
    theirs = get_user_model().objects.filter(coordinated | instructed, memberships__ended_at=None)
    return others.filter(allowed | Q(act=RequestAct.RENAME) & _of_holder("__in", theirs.values("pk")))


def _of_holder(lookup: str, value: Any) -> Q:
    paths = ("certificate__enrolment__learner", "certificate__completion__learner")
    return Q(**{paths[0] + lookup: value}) | Q(**{paths[1] + lookup: value})


def waiting_requests(user: Any) -> QuerySet[CertificateRequest]:
    """Select the requests that wait for somebody's decision.

    Args:
        user: who is signed in.

    Returns:
        The oldest first, for `request_rows`.
    """
    return decidable_by(user).filter(outcome="").select_related(*IN_A_ROW).order_by("asked_at", "pk")


def own_requests(user: Any) -> QuerySet[CertificateRequest]:
    """Select what somebody asked for.

    Args:
        user: who is signed in.

    Returns:
        The newest first, decided or not, for `request_rows`.
    """
    asked = CertificateRequest.objects.filter(asked_by=user.pk).select_related(*IN_A_ROW)
    return asked.order_by("-asked_at", "-pk")


def request_view(*, key: UUID, user: Any) -> RequestView | None:
    """Read one request.

    Args:
        key: of it.
        user: who is signed in.

    Returns:
        None when there is none that they asked for or may decide.
    """
    mine = CertificateRequest.objects.filter(Q(asked_by=user.pk) | Q(pk__in=decidable_by(user).values("pk")))
    rows = request_rows(mine.filter(key=key).select_related(*IN_A_ROW), user=user)
    if not rows:
        return None
    view = rows[0]
    if view.outcome or view.may_decide:
        return view
    request = mine.select_related("certificate__enrolment__course", "certificate__completion").get(key=key)
    return replace(view, waits_for_nobody=_waits_for_nobody(request.certificate, view.act, request.asked_by_id))


def deciders_of(request: CertificateRequest) -> QuerySet[Any]:
    """Select the people who may decide a request today.

    Args:
        request: with its certificate.

    Returns:
        Accounts: those for whom `decidable_by` finds it.
    """
    return _deciders(request.certificate, RequestAct(request.act)).exclude(pk=request.asked_by_id)


def _deciders(certificate: Certificate, act: RequestAct) -> QuerySet[Any]:
    holder = holder_of(certificate)
    allowed = Q(pk__in=revokers(certificate.enrolment.course if certificate.enrolment else None).values("pk"))
    if act == RequestAct.RENAME:
        allowed |= Q(pk__in=account_selectors.overseer_ids(holder.pk))
    return get_user_model().objects.filter(allowed, is_active=True).exclude(pk=holder.pk)


def _waits_for_nobody(certificate: Certificate, act: RequestAct, asked_by_id: int) -> bool:
    return not _deciders(certificate, act).exclude(pk=asked_by_id).exists()


def request_rows(requests: Iterable[CertificateRequest], *, user: Any) -> list[RequestView]:
    """Put requests into words.

    Args:
        requests: that the reader may see, of `waiting_requests` or `own_requests`.
        user: the reader.

    Returns:
        One row each, in order. Three statements whatever the number.
    """
    found = list(requests)
    certificates = {request.certificate_id for request in found}
    issues = CertificateIssue.objects.filter(certificate__in=certificates).order_by("number")
    says = dict(issues.values_list("certificate_id", "snapshot"))
    waiting = [request.pk for request in found if not request.outcome]
    decidable = set(decidable_by(user).filter(pk__in=waiting).values_list("pk", flat=True))
    return [_row(request, says[request.certificate_id], user.pk, decidable) for request in found]


def _row(request: CertificateRequest, says: Mapping[str, Any], user_id: int, decidable: Collection[int]) -> RequestView:
    return RequestView(
        key=request.key,
        act=RequestAct(request.act),
        title=(says.get("programme") or says["course"])["title"],
        language=says["language"],
        holder=says["holder"],
        printed_name=request.printed_name,
        latin_name=request.latin_name,
        reason=request.reason,
        asked_by=request.asked_by.display_name,
        asked_at=request.asked_at,
        outcome=request.outcome,
        decided_by=request.decided_by.display_name if request.decided_by else "",
        decided_at=request.decided_at,
        answer=request.answer,
        certificate_url=reverse("certificates:verify", args=[request.certificate.code]),
        url=request_url(request.key),
        may_decide=request.pk in decidable,
        may_withdraw=not request.outcome and request.asked_by_id == user_id,
        waits_for_nobody=False,
    )
