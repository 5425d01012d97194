from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from cms.competencies import competency_choices
from cms.enums import EditorGroup
from cms.guidance import MARK, is_guidance, is_starter
from courses.enums import DeskTask


def desk_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=DeskTask.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Useful for"),
        help_text=_("Learners find it under “what is on my desk” when they have one of these to deal with."),
    )


class DraftForm(WagtailAdminPageForm):
    """A form that saves a draft even while a number is missing: the number then is what a new page has."""

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and field.required:
                field.required = False
                self.deferred_required_fields.append(name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if is_starter(cleaned.get("slug") or "") and not is_guidance(cleaned.get("title") or MARK):
            cleaned["slug"] = ""  # Wagtail then makes one of the title
        if self.is_deferred_validation:
            for field in self.instance._meta.fields:  # noqa: SLF001  (Django documents _meta)
                if field.name in cleaned and cleaned[field.name] is None and not field.null:
                    cleaned[field.name] = field.get_default()
        return cleaned


class LessonPageForm(DraftForm):
    desk_tasks = desk_field()


class CoursePageForm(DraftForm):
    competencies = forms.MultipleChoiceField(
        choices=competency_choices, required=False, widget=forms.CheckboxSelectMultiple, label=_("Skills it teaches")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("instructors")
        if field:
            people = get_user_model().objects.filter(groups__name=EditorGroup.INSTRUCTORS, is_active=True)
            field.queryset = people.order_by("display_name")


class ExercisePageForm(DraftForm):
    desk_tasks = desk_field()
    competency = forms.TypedChoiceField(
        choices=lambda: [("", _("None")), *competency_choices()],
        required=False,
        empty_value=None,
        label=_("Skill it shows"),
    )


class DraftCopyForm(CopyForm):
    """Copies are drafts: a copy made live, or an alias, would go around the publish check."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
        self.fields.pop("alias", None)
