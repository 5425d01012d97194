from django.apps import apps


def competency_choices() -> list[tuple[str, str]]:
    """Offer the competencies as (key, title)."""
    rows = apps.get_model("assessments", "Competency").objects.order_by("title").values_list("key", "title")
    return [(str(key), title) for key, title in rows]
