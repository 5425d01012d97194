"""What certificates say in words: in files, and in credentials. In the language that is active."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import FinishedBy


class Subject(NamedTuple):
    """What a certificate is about, in words."""

    title: str
    description: str
    after_name: str
    labels: dict[str, str]


def subject_of(snapshot: Mapping[str, Any]) -> Subject:
    """Say what a certificate is about.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        The words for it.
    """
    labels = {"evidence": _("Certificates"), "exercise": _("Course"), "version": _("Certificate")}
    if "transcript" in snapshot:
        description = _("%(course)s of %(issuer)s: all courses that the holder has finished")
        labels["evidence"] = _("Courses")
        return Subject(snapshot["programme"]["title"], description, _("has finished"), labels)
    if "programme" in snapshot:
        description = _("Certificate of %(issuer)s for the programme %(course)s")
        return Subject(snapshot["programme"]["title"], description, _("has completed the programme"), labels)
    is_test_out = snapshot["finished_by"] == FinishedBy.TEST_OUT
    after = _("has passed the final assessment of the course") if is_test_out else _("has completed the course")
    description = _("Certificate of %(issuer)s for the course %(course)s")
    return Subject(snapshot["course"]["title"], description, after, {})


def heading_of(snapshot: Mapping[str, Any]) -> tuple[str, str]:
    """Say what stands at the top of a file, and what is certified in it.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        The kind of the document, and the title of the course or programme or, of a transcript, how much it lists.
    """
    title = subject_of(snapshot).title
    if "transcript" not in snapshot:
        return _("Certificate"), title
    number = sum(not item.get("is_programme") for item in snapshot["evidence"])
    return title, ngettext("%(number)s course", "%(number)s courses", number) % {"number": number}


def basis_of(snapshot: Mapping[str, Any]) -> str:
    """Say what had to be done for a certificate.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        One or two sentences.
    """
    if "transcript" in snapshot:
        return _(
            "All courses that the holder had finished when the transcript was made. What was revoked is not listed."
        )
    if "programme" in snapshot:
        return _("The certificates of all courses that the programme asks for.")
    values = {"result": snapshot["result_percent"], "needed": snapshot["pass_percent"]}
    if snapshot["finished_by"] == FinishedBy.TEST_OUT:
        return _("By examination: the final assessment stands for lessons. The result is %(result)s %%.") % values
    if snapshot["result_percent"] is None:
        return _("Every required lesson of the course was completed.")
    text = _(
        "Every required lesson was completed, and the required exercises together reached %(result)s %%; "
        "%(needed)s %% were needed."
    )
    return text % values


def criteria_of(snapshot: Mapping[str, Any]) -> str:
    """Say what everybody has to do for such a certificate.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        A sentence.
    """
    is_test_out = snapshot["finished_by"] == FinishedBy.TEST_OUT
    if is_test_out or "programme" in snapshot or snapshot["result_percent"] is None:
        return _("By examination: the final assessment stands for lessons.") if is_test_out else basis_of(snapshot)
    text = _("Every required lesson is completed, and the required exercises together reach %(needed)s %%.")
    return text % {"needed": snapshot["pass_percent"]}


def standard_of(snapshot: Mapping[str, Any]) -> str:
    """Say by which standard a certificate was judged.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        A few words.
    """
    if snapshot["standard"]["percent"] is None:
        return _("Standard: everything that is required")
    return _("Standard: %(needed)s %% of what is required") % {"needed": snapshot["standard"]["percent"]}
