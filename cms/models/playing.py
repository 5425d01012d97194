"""What of an exercise page can be played, whether it is finished or not."""

from typing import Any

from assessments import services as assessment_services
from cms import definitions


def definition_of(page: Any) -> tuple[dict[str, Any] | None, bool]:
    """Compile a page's content.

    Returns:
        What can be played, None if nothing can; and whether that is only a part.
    """
    whole = _whole(page)
    is_part = bool(assessment_services.definition_problems(whole))
    return (definitions.playable_part(whole) if is_part else whole), is_part


def _whole(page: Any) -> dict[str, Any]:
    source = page.source_page
    language = source.locale.language_code
    if source is page or source.pk == page.pk:
        return definitions.compile_definition(page.authored(), language)
    translations = {page.locale.language_code: page.authored()}
    return definitions.compile_definition(source.authored(), language, translations)
