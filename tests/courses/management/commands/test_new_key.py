import stat

import pytest
from django.core.management import CommandError, call_command

from accounts.services import outbox
from courses import selectors, services
from courses.models import Credential
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CHANCERY_KEYS_DIR = tmp_path / "keys"
    return settings.CHANCERY_KEYS_DIR


def test_the_first_keys_sign_what_was_issued_before(folder, learner, capsys):
    enrolment = make_finished_enrolment(learner, name="Ana")
    services.issue_certificate(enrolment_id=enrolment.pk)
    while outbox.sweep():
        pass
    call_command("new_key")
    assert "waited for a key: 1." in capsys.readouterr().out
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["ed25519", "rsa"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())} == {0o700, 0o600}
    outbox.sweep()
    assert Credential.objects.get().token
    assert selectors.signing_problem() == ""


def test_one_kind_alone_says_what_is_missing(folder, capsys):
    call_command("new_key", "ed25519")
    said = capsys.readouterr().out
    assert (len(list(folder.iterdir())), "new_key rsa" in said, "waited" in said) == (1, True, False)


def test_another_key_that_others_may_read_is_named_in_a_sentence(folder, capsys):
    call_command("new_key", "ed25519")
    (made,) = folder.iterdir()
    made.chmod(0o644)
    with pytest.raises(CommandError, match="Run chmod 600 on its file"):
        call_command("new_key", "rsa")
    assert "Made" in capsys.readouterr().out
