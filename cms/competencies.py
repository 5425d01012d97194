from assessments import selectors as assessment_selectors


def competency_choices() -> list[tuple[str, str]]:
    """Offer the competencies as (key, title)."""
    return [(str(item.key), item.title) for item in assessment_selectors.competencies()]
