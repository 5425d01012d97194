from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from cms.competencies import competency_choices
from courses.enums import DeskTask

INSTRUCTORS_GROUP = "Instructors"


def desk_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=DeskTask.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Useful for"),
        help_text=_("Learners find it under “what is on my desk” when they have one of these to deal with."),
    )


class LessonPageForm(WagtailAdminPageForm):
    desk_tasks = desk_field()


class CoursePageForm(WagtailAdminPageForm):
    competencies = forms.MultipleChoiceField(
        choices=competency_choices, required=False, widget=forms.CheckboxSelectMultiple, label=_("Skills it teaches")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("instructors")
        if field:
            people = get_user_model().objects
            field.queryset = people.filter(groups__name=INSTRUCTORS_GROUP, is_active=True).order_by("display_name")


class ExercisePageForm(WagtailAdminPageForm):
    desk_tasks = desk_field()
    competency = forms.TypedChoiceField(
        choices=lambda: [("", _("None")), *competency_choices()],
        required=False,
        empty_value=None,
        label=_("Skill it shows"),
    )
