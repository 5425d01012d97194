import json

import pytest
from django.core.management import CommandError, call_command

from courses import services
from courses.credentials import checking, did
from courses.credentials.checking import Verdict
from courses.models import Certificate, CertificateIssue, Credential
from courses.services.registry import export_registry
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment
from tests.factories.keys import key_variables

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificates(learner, with_keys):
    """Three certificates: one to show, one whose name is withheld, one that was revoked."""
    found = []
    for number, name in enumerate(("Ana Learner", "Hidden Holder", "Revoked Rita")):
        enrolment = make_finished_enrolment(make_user(), name=name, slug=f"course-{number}")
        certificate = services.issue_certificate(enrolment_id=enrolment.pk)
        services.sign_issue(issue_id=certificate.issues.get().pk)
        found.append(certificate)
    services.set_name_withheld(enrolment_id=found[1].enrolment_id, withheld=True)
    services.revoke_certificate(code=found[2].code, reason="Answers were copied.", revoked_by_id=None)
    return found


def export(folder, **options):
    call_command("export_registry", folder, **options)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def page(files, certificate):
    return files[f"certificates/{certificate.code}/index.html"].decode()


def test_it_says_of_each_certificate_what_its_page_says(certificates, tmp_path):
    files = export(tmp_path / "registry")
    shown, withheld, revoked = (page(files, certificate) for certificate in certificates)
    assert "This certificate stands as valid in this registry." in shown
    assert "Ana Learner" in shown
    assert "Name withheld by the holder" in withheld
    assert "This certificate was revoked. It is not valid." in revoked
    assert "Answers were copied." in revoked
    assert not any(b"Hidden Holder" in content for content in files.values())
    assert not any(b"accounts/login" in content or b"<form" in content for content in files.values())


def test_its_files_are_enough_for_a_verifier(certificates, tmp_path):
    files = export(tmp_path / "registry")
    addresses = json.loads(files["files.json"])
    documents = {address: json.loads(files[path]) for address, path in addresses.items()}
    finder = did.Finder({"did:web:chancery.test": documents["https://chancery.test/.well-known/did.json"]})

    def verdict(text):
        now = CertificateIssue.objects.order_by("issued_at").last().issued_at
        return checking.check(json.loads(text), finder=finder, lists=documents, now=now)

    assert verdict(files[f"certificates/{certificates[0].code}/credential.json"]) == Verdict.VALID
    held = {credential.issue.certificate_id: credential.document for credential in Credential.objects.all()}
    found = [verdict(held[certificate.pk]) for certificate in certificates]
    assert found == [Verdict.VALID, Verdict.VALID, Verdict.REVOKED]


def test_what_carries_a_former_address_is_proven_as_well(certificates, tmp_path, settings):
    old, new = settings.CHANCERY_PUBLIC_URL, "https://new.example"
    settings.CHANCERY_PUBLIC_URL, settings.CHANCERY_FORMER_URLS = new, [old]
    files = export(tmp_path / "registry")
    documents = {address: json.loads(files[path]) for address, path in json.loads(files["files.json"]).items()}
    paths = ("/.well-known/did.json", "/credentials/status/0")
    assert set(documents) == {site + path for site in (new, old) for path in paths}
    finder = did.Finder({"did:web:chancery.test": documents[old + paths[0]]})
    now = CertificateIssue.objects.latest("issued_at").issued_at
    held = (Credential.objects.get(issue__certificate=certificate).document for certificate in certificates)
    found = [checking.check(json.loads(text), finder=finder, lists=documents, now=now) for text in held]
    assert found == [Verdict.VALID, Verdict.VALID, Verdict.REVOKED]
    front = files["index.html"].decode()
    assert 'href=".well-known/did.json"' in front
    assert 'href="former/chancery.test/credentials/status/0"' in front


def test_who_may_not_have_a_signed_file_here_finds_none_there(certificates, tmp_path):
    files = export(tmp_path / "registry")
    signed = [path for path in files if path.endswith(("credential.json", "credential.jwt"))]
    assert {path.split("/")[1] for path in signed} == {certificates[0].code}
    assert len(signed) == 2


def test_the_same_records_give_the_same_bytes(certificates, tmp_path):
    first = export(tmp_path / "registry")
    assert export(tmp_path / "registry") == first
    assert export(tmp_path / "elsewhere") == first
    assert {path.name for path in tmp_path.iterdir()} == {"registry", "elsewhere"}


def test_all_links_inside_are_relative_and_lead_to_files(certificates, tmp_path):
    folder = tmp_path / "registry"
    files = export(folder)
    for path, content in files.items():
        if path.endswith(".html"):
            links = [part.split('"')[0] for part in content.decode().replace("src=", "href=").split('href="')[1:]]
            assert links, path
            for link in links:
                assert (folder / path).parent.joinpath(link).is_file(), (path, link)


def test_the_front_page_says_how_to_check_without_the_site(certificates, tmp_path):
    front = export(tmp_path / "registry", base="https://archive.example/chancery/")["index.html"].decode()
    for words in (
        "https://archive.example/chancery/certificates/",
        "did:web:chancery.test",
        "https://www.w3.org/ns/credentials/v2",
        "credentials/status/0",
        "files.json",
        '<html lang="en"',
        "since 1 January 2020",
    ):
        assert words in front


def test_a_folder_with_something_else_in_it_is_left_alone(certificates, tmp_path):
    (tmp_path / "thesis.txt").write_text("Mine.")
    with pytest.raises(CommandError, match="no registry"):
        call_command("export_registry", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_fails_on_the_way_leaves_the_earlier_registry(certificates, tmp_path):
    folder = tmp_path / "registry"
    before = export(folder)
    CertificateIssue.objects.filter(certificate=certificates[2]).update(snapshot={})
    with pytest.raises(KeyError):
        export_registry(folder, say=print)
    after = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before
    assert [path.name for path in tmp_path.iterdir()] == ["registry"]


def test_a_site_without_keys_or_certificates_has_a_registry_as_well(db, tmp_path):
    files = export(tmp_path / "registry")
    assert set(files) == {"index.html", "chancery.css", "files.json", "keys.json"}


def test_what_is_not_signed_is_not_called_valid(learner, tmp_path):
    enrolment = make_finished_enrolment(learner, name="Ana Learner")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    files = export(tmp_path / "registry")
    assert "This certificate could not be checked." in page(files, certificate)
    assert not any("credential" in path for path in files)


def change_the_records(certificate):
    issue = certificate.issues.get()
    CertificateIssue.objects.filter(pk=issue.pk).update(snapshot=issue.snapshot | {"holder": "Cheating Charlie"})


def change_both(certificate):
    """Change the records, and the document to match; without a token that holds, nobody signed this."""
    change_the_records(certificate)
    signed = certificate.issues.get().credential
    signed.document = signed.document.replace("Ana Learner", "Cheating Charlie")
    signed.save()


def take_the_document_apart(certificate):
    Credential.objects.filter(issue__certificate=certificate).update(document="{")


def take_the_token_away(certificate):
    Credential.objects.filter(issue__certificate=certificate).update(token="")


@pytest.mark.parametrize("change", [change_the_records, change_both, take_the_document_apart])
def test_what_was_changed_is_not_called_valid(certificates, tmp_path, change):
    change(certificates[0])
    text = page(export(tmp_path / "registry"), certificates[0])
    assert "Do not rely on this certificate." in text
    assert "What stands here is not what was signed" in text
    assert "proves what this page says" not in text


def test_without_a_token_the_proof_is_enough(certificates, tmp_path):
    take_the_token_away(certificates[0])
    assert "stands as valid in this registry" in page(export(tmp_path / "registry"), certificates[0])


def test_without_keys_nothing_is_called_valid(certificates, tmp_path, settings):
    settings.CHANCERY_KEYS = {}
    files = export(tmp_path / "registry")
    assert "This certificate could not be checked." in page(files, certificates[0])
    assert "This certificate was revoked. It is not valid." in page(files, certificates[2])


def test_what_a_deleted_key_signed_is_not_believed_for_its_token(certificates, tmp_path, settings):
    settings.CHANCERY_KEYS = key_variables(1)
    text = page(export(tmp_path / "registry"), certificates[0])
    assert "Do not rely on this certificate." in text
    assert "stands as valid" not in text


def test_statements_grow_by_chunks_and_not_by_certificates(certificates, tmp_path, statements):
    def cost(folder):
        with statements() as captured:
            export_registry(folder, say=print)
        return len(captured.counted)

    few = cost(tmp_path / "few")
    for number in range(3):
        enrolment = make_finished_enrolment(make_user(), name="Bo", slug=f"other-{number}")
        services.issue_certificate(enrolment_id=enrolment.pk)
    assert cost(tmp_path / "more") == few
    assert Certificate.objects.count() == 6
