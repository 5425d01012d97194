from accounts.forms import LoginForm, ProfileForm, SignupForm, time_zone_choices


def test_time_zones_are_grouped_by_region():
    choices = dict(time_zone_choices())
    assert ("America/Argentina/Buenos_Aires", "Argentina, Buenos Aires") in choices["America"]
    assert ("Europe/Zagreb", "Zagreb") in choices["Europe"]
    assert "Etc" not in choices
    assert "UTC" in choices


def test_profile_takes_known_values():
    sent = {"display_name": "Ana", "language": "fr", "time_zone": "Europe/Zagreb", "dilemma_mail": "weekly"}
    form = ProfileForm(sent)
    assert form.is_valid()


def test_profile_refuses_unknown_values():
    form = ProfileForm({"display_name": " ", "language": "tlh", "time_zone": "Moon/Tycho", "dilemma_mail": "hourly"})
    assert set(form.errors) == {"display_name", "language", "time_zone", "dilemma_mail"}


def test_sign_in_fields_have_plain_labels_and_no_placeholders(rf):
    for form in (LoginForm(request=rf.get("/")), SignupForm()):
        for field in form.visible_fields():
            assert field.label
            assert "placeholder" not in field.field.widget.attrs
            assert field.field.widget.attrs["autocomplete"]
