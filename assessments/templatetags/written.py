"""Words for written work: forms of text, and what formative checks find."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.rules.types import CheckFinding

register = template.Library()

FORMS: Mapping[str, Promise] = {
    "memo": _("Memo"),
    "note-verbale": _("Note verbale"),
    "letter": _("Letter"),
    "readout": _("Readout"),
    "term-sheet": _("Term sheet"),
    "other": _("Text"),
}
NAMES: Mapping[str, Promise] = {
    "annexes": _("Annexes"),
    "close": _("Close of a note verbale"),
    "dates": _("Dates"),
    "deadline": _("A deadline"),
    "length": _("Length"),
    "placeholders": _("Gaps left to fill in"),
    "salutation": _("Opening of a note verbale"),
    "terms": _("Defined terms"),
    "third_person": _("Third person"),
}
FINDINGS: Mapping[str, Promise] = {
    "checks.empty": _("There is no text yet."),
    "checks.length": _("%(words)s words, within %(least)s to %(most)s."),
    "checks.length.short": _("%(words)s words. The task asks for at least %(least)s."),
    "checks.length.long": _("%(words)s words. The task asks for at most %(most)s; from here on it is too long."),
    "checks.part": _("Found."),
    "checks.part.missing": _("Not found. If it is there in other words, all is well."),
    "checks.part.unknown": _("The author gave no words to look for in this language."),
    "checks.banned": _("None of these words is in the text."),
    "checks.banned.found": _("Better not here:"),
    "checks.deadline": _("A date by which something is to be done:"),
    "checks.deadline.missing": _("No date by which something is to be done."),
    "checks.deadline.only_dates": _("There are dates, but none with a word such as “by” or “before” in its sentence."),
    "checks.third_person": _("No “I”, “we” or “our” outside quotations."),
    "checks.third_person.found": _("Words in the first person:"),
    "checks.salutation": _("It opens with compliments:"),
    "checks.salutation.missing": _("The first paragraphs do not present compliments to anybody."),
    "checks.close": _("It closes with the formula:"),
    "checks.close.missing": _("The last paragraphs do not renew assurances of consideration."),
    "checks.dates": _("Every date exists, and no day of the week contradicts its date."),
    "checks.dates.none": _("There is no date to check."),
    "checks.dates.impossible": _("No calendar has this date:"),
    "checks.dates.weekday": _("The day of the week does not fit the date:"),
    "checks.dates.ambiguous": _("Day and month could be mistaken for each other. Write the month as a word:"),
    "checks.annexes": _("Annexes are numbered without a gap."),
    "checks.annexes.none": _("No annex is named."),
    "checks.annexes.mixed": _("Annexes are numbered in different ways:"),
    "checks.annexes.missing": _("Annexes are named, but not number %(numbers)s:"),
    "checks.terms": _("Every defined term is used afterwards."),
    "checks.terms.none": _("No term is defined."),
    "checks.terms.found": _("Defined, but never used afterwards:"),
    "checks.terms.twice": _("Defined twice:"),
    "checks.placeholders": _("Nothing is left to fill in."),
    "checks.placeholders.found": _("Still to be filled in:"),
}


@register.filter
def form_of_text(form: str) -> str:
    """Name a form of text, such as a memo."""
    return str(FORMS.get(form, form))


@register.filter
def check_name(finding: CheckFinding) -> str:
    """Name what a check looks for."""
    return str(NAMES.get(finding.check, finding.check))


@register.filter
def finding_words(finding: CheckFinding) -> str:
    """Say in a sentence what a check found."""
    return str(FINDINGS[finding.message]) % finding.params
