"""What people fill in. Forms of allauth get our words and lose their placeholders, which repeat the labels."""

import zoneinfo
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters. Several unrelated words are easy to remember and hard to guess.")
REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


FILL_IN = _("Please fill this in.")


class PlainWordsMixin:
    """Gives each field the label and hint of `words`: field name → (label, hint)."""

    words: dict[str, tuple[Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = FILL_IN


class LoginForm(PlainWordsMixin, allauth_forms.LoginForm):
    words = {"login": (_("E-mail address"), ""), "password": (_("Password"), "")}


class SignupForm(PlainWordsMixin, allauth_forms.SignupForm):
    display_name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["display_name", "email", "password1"]
    words = {
        "display_name": (
            _("Your name"),
            _("As you want to be addressed. A certificate asks you again."),
        ),
        "email": (_("E-mail address"), _("We send one message there to make sure that it is yours.")),
        "password1": (_("Password"), PASSWORD_HINT),
    }


class AddEmailForm(PlainWordsMixin, allauth_forms.AddEmailForm):
    words = {"email": (_("New e-mail address"), _("We send one message there to make sure that it is yours."))}


class ReauthenticateForm(PlainWordsMixin, allauth_forms.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class ResetPasswordForm(PlainWordsMixin, allauth_forms.ResetPasswordForm):
    words = {"email": (_("E-mail address"), _("The one you sign in with."))}


class SetPasswordForm(PlainWordsMixin, allauth_forms.SetPasswordForm):
    words = {"password1": (_("New password"), PASSWORD_HINT), "password2": (_("New password, once more"), "")}


class ResetPasswordKeyForm(PlainWordsMixin, allauth_forms.ResetPasswordKeyForm):
    words = SetPasswordForm.words


class ChangePasswordForm(PlainWordsMixin, allauth_forms.ChangePasswordForm):
    words = {"oldpassword": (_("Present password"), ""), **SetPasswordForm.words}


def time_zone_choices() -> list[tuple[str, Any]]:
    """List time zones by region, cities in alphabetical order."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        region, _slash, place = name.partition("/")
        if region in REGIONS:
            regions.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [("UTC", _("UTC (world time)")), *regions.items()]


class ProfileForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": FILL_IN},
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zone_choices, help_text=_("Dates and deadlines are shown in this zone.")
    )
