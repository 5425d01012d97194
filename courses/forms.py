from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 1_000_000


class NameForm(forms.Form):
    printed_name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=150,
        help_text=_("As it is to be printed, with accents and titles if you use them."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please give the name that the certificate is to show.")},
    )
    latin_name = forms.CharField(
        label=_("The same name in Latin letters"),
        max_length=150,
        required=False,
        help_text=_(
            "Needed only if your name is written in a script that our printed file cannot show, such as Chinese or "
            "Arabic. The file then shows this form; the certificate's page shows the name above."
        ),
    )


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=4000,
        help_text=_("A sentence or two: what the lesson says, and what it should say. A source helps."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please say what is wrong.")},
    )


class CorrectionForm(NameForm):
    reason = forms.CharField(
        label=_("Why the name is to be corrected"),
        max_length=1000,
        help_text=_("Only whoever decides reads this: a letter was wrong, or your name has changed."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why the name is to be corrected.")},
    )


class ReinstateForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the certificate is to be valid again"),
        max_length=1000,
        help_text=_("Whoever decides reads this, and it is kept with the certificate's record."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please say why the certificate is to be valid again.")},
    )


class DeclineForm(forms.Form):
    answer = forms.CharField(
        label=_("Why you decline"),
        max_length=1000,
        help_text=_("Whoever asked gets this by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why you decline.")},
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the certificate is no longer valid"),
        max_length=1000,
        help_text=_("Everyone who checks the certificate will read this, and the holder gets it by e-mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignedFileForm(forms.Form):
    file = forms.FileField(
        label=_("File of a certificate"),
        max_length=255,
        help_text=_("The signed file (.json or .jwt) or its picture (.png or .svg), up to 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.jwt,.txt,.png,.svg"}),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 1 MB. A signed file of ours is far smaller."))
        return file


class MoreTimeForm(forms.Form):
    exercise = forms.TypedChoiceField(label=_("Exercises"), coerce=lambda sent: None if sent == "all" else int(sent))
    factor_percent = forms.IntegerField(
        label=_("Time limits, per cent"),
        min_value=100,
        max_value=400,
        initial=100,
        help_text=_("100 = as everybody has, 150 = half as much again, 200 = twice as much."),
    )
    days = forms.IntegerField(
        label=_("Days later to close"), min_value=0, max_value=365, initial=0, help_text=_("0 = as for everybody.")
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, exercises: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cast("forms.TypedChoiceField", self.fields["exercise"])
        choices.choices = list(exercises)


class MinutesForm(forms.Form):
    attempt = forms.IntegerField(widget=forms.HiddenInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=15)
    form_token = forms.UUIDField(widget=forms.HiddenInput)
