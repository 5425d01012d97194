"""What people fill in. Forms of allauth get our words and lose their placeholders, which repeat the labels."""

import zoneinfo
from collections.abc import Sequence
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.enums import DilemmaMail
from accounts.rules import addresses

PASSWORD_HINT = _("At least 10 characters. Several unrelated words are easy to remember and hard to guess.")
REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


MOST_ADDRESSES = 500
MOST_BYTES = 200_000
TOO_LONG = _("This is more than 200 kB. Send the list in parts.")

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
    dilemma_mail = forms.ChoiceField(
        label=_("Dilemma of the week by e-mail"),
        choices=DilemmaMail.choices,
        help_text=_(
            "One question of about two minutes from lessons that you have done, never more than one a week. You answer "
            "it without signing in, and every message has a link that stops them."
        ),
    )


class InviteForm(forms.Form):
    """Addresses to check. Cleaning gives `entries` (of rules.addresses) and `text`, what they were read from."""

    organisation = forms.ChoiceField(label=_("Into which organisation?"))
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        help_text=_(
            "One a line; names beside the addresses do no harm. You can also paste a column or a table from a "
            "spreadsheet, or the list of recipients of a message."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("A CSV or text file of at most 200 kB. At most 500 addresses at a time."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.choices = organisations  # type: ignore[attr-defined]  # it is the ChoiceField above
        if len(organisations) == 1:
            field.initial, field.widget = organisations[0][0], forms.HiddenInput()

    def clean_addresses(self) -> str:
        text: str = self.cleaned_data["addresses"]
        if len(text.encode()) > MOST_BYTES:
            raise ValidationError(TOO_LONG)
        return text

    def clean_file(self) -> str:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LONG)
        raw = file.read()
        if raw.startswith(b"PK"):
            raise ValidationError(_("This is a workbook. Save it as CSV first, or copy the column and paste it above."))
        return addresses.decode(raw)

    def clean(self) -> dict[str, Any]:
        parts = [self.cleaned_data.get(name, "").strip("\r\n") for name in ("addresses", "file")]
        text = "\n".join(part for part in parts if part)
        entries = addresses.read_entries(text)
        if not entries and not self.errors:
            self.add_error("addresses", _("Please give at least one address."))
        if len(entries) > MOST_ADDRESSES:
            self.add_error("addresses", _("These are more than 500 addresses. Send the list in parts."))
        return {**self.cleaned_data, "text": text, "entries": entries}
