import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.credentials import did
from courses.credentials.checking import Verdict, check, standing
from courses.credentials.jwt import from_jwt, to_jwt
from courses.credentials.keys import KeyRing
from tests.courses.credentials.samples import (
    DAY,
    DID,
    LIST,
    START,
    document,
    finder,
    proof_key,
    signed,
    signed_list,
    snapshot,
    token_key,
)

NOW = START + DAY


def verdict(credential=None, *, by=None, lists=None, now=NOW):
    lists = {LIST: signed_list()} if lists is None else lists
    return check(credential or signed(), finder=by or finder(), lists=lists, now=now)


def test_a_certificate_is_valid():
    assert verdict() is Verdict.VALID


def test_a_certificate_that_was_taken_back_is_revoked():
    assert verdict(lists={LIST: signed_list(7)}) is Verdict.REVOKED
    assert verdict(lists={LIST: signed_list(6, 8)}) is Verdict.VALID


def test_a_certificate_expires_to_the_second():
    made = signed(valid_until=NOW)
    assert verdict(made, now=NOW - DAY / 86_400) is Verdict.VALID
    assert verdict(made, now=NOW) is Verdict.EXPIRED
    assert verdict(made, lists={LIST: signed_list(7)}) is Verdict.REVOKED


def test_a_certificate_is_not_valid_before_it_begins():
    assert verdict(now=START - DAY) is Verdict.EARLY


def test_a_changed_certificate_is_invalid_whatever_else_holds():
    assert verdict(signed() | {"name": "Another course"}) is Verdict.INVALID


def flipped(listed):
    text = listed["credentialSubject"]["encodedList"]
    other = chr(ord(text[9]) ^ 1)
    return listed | {"credentialSubject": listed["credentialSubject"] | {"encodedList": text[:9] + other + text[10:]}}


@pytest.mark.parametrize(
    "lists",
    [
        {},
        {LIST: flipped(signed_list())},
        {LIST: {name: part for name, part in signed_list().items() if name != "proof"}},
        {LIST: signed_list(key=proof_key(1))},
        {LIST: signed_list(key=proof_key(1), issuer=did.did_key(proof_key(1)))},
        {LIST: signed_list(url=f"{LIST}1")},
        {LIST: signed()},
        {f"{LIST}1": signed_list()},
    ],
    ids=["missing", "flipped", "unsigned", "stranger's key", "stranger's list", "another list", "no list", "elsewhere"],
)
def test_without_a_list_to_rely_on_it_could_not_be_checked(lists):
    assert verdict(lists=lists) is Verdict.UNCHECKED


def test_without_the_issuers_keys_it_could_not_be_checked():
    assert verdict(by=did.Finder({})) is Verdict.UNCHECKED


def test_what_expired_has_expired_even_without_a_list():
    assert verdict(signed(valid_until=NOW), lists={}) is Verdict.EXPIRED


@pytest.mark.parametrize("change", [{"validFrom": "x"}, {"credentialStatus": None}, {"credentialStatus": {}}])
def test_what_is_not_made_as_a_certificate_is_invalid(change):
    assert standing(document() | change, finder=finder(), lists={}, now=NOW) is Verdict.INVALID


def test_a_stolen_key_that_was_deleted_is_believed_no_more():
    assert verdict(by=finder(proof_key(1))) is Verdict.INVALID


@dataclasses.dataclass
class Office:
    """An issuer who does things in any order, one a day, and what each document ought to say in the end."""

    now: object = START
    keys: list = dataclasses.field(default_factory=lambda: [proof_key()])
    handed_out: list = dataclasses.field(default_factory=list)
    revoked: set = dataclasses.field(default_factory=set)

    def issue(self, name="Ana"):
        says = snapshot(holder=name, issued_at=self.now.isoformat())
        options = {"says": says, "index": len(self.handed_out), "valid_until": START + 5 * DAY}
        token = to_jwt(document(**options), key=token_key())
        self.handed_out.append((json.dumps(signed(key=self.keys[-1], created=self.now, **options)), token))

    def revoke(self):
        if self.handed_out:
            self.revoked.add(len(self.handed_out) - 1)

    def rename(self):
        if self.handed_out:
            self.revoke()
            self.issue(f"Ana {len(self.handed_out)}")

    def rotate(self):
        self.keys.append(proof_key(len(self.keys), self.now))

    def truth(self, index):
        if index in self.revoked:
            return Verdict.REVOKED
        return Verdict.EXPIRED if self.now >= START + 5 * DAY else Verdict.VALID


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["issue", "revoke", "rename", "rotate"]), max_size=6))
def test_in_any_order_every_past_document_tells_the_truth(acts):
    office = Office()
    for act in ["issue", *acts]:
        getattr(office, act)()
        office.now += DAY
    by = did.Finder({DID: did.did_document(DID, KeyRing(tuple(office.keys), (token_key(),)))})
    lists = {LIST: signed_list(*office.revoked, key=office.keys[-1])}
    for index, (text, token) in enumerate(office.handed_out):
        assert check(json.loads(text), finder=by, lists=lists, now=office.now) is office.truth(index)
        assert standing(from_jwt(token, by), finder=by, lists=lists, now=office.now) is office.truth(index)
