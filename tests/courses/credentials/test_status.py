import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openvc.status.bitstring import decode_bitstring, get_status_bit

from courses.credentials import status
from courses.credentials.errors import ProofError
from tests.courses.credentials.samples import DID, LIST, START

PLACES = st.integers(0, status.BITS - 1)


def made(revoked):
    return status.status_list(LIST, DID, revoked, START)


@settings(max_examples=30, deadline=None)
@given(st.sets(PLACES, max_size=20), PLACES)
def test_a_bit_says_what_was_revoked_here_and_elsewhere(revoked, other):
    listed = made(revoked)
    bits = decode_bitstring(listed["credentialSubject"]["encodedList"])
    for index in {*revoked, other, 0, status.BITS - 1}:
        assert status.is_revoked(listed, index) is (index in revoked)
        assert bool(get_status_bit(bits, index)) is (index in revoked)


def test_a_list_has_room_for_a_crowd_and_is_the_same_each_time():
    assert len(decode_bitstring(made([])["credentialSubject"]["encodedList"])) == 16384
    assert made([1, 2]) == made([2, 1, 1])


@pytest.mark.parametrize(("serial", "expected"), [(0, (0, 0)), (131_071, (0, 131_071)), (131_072, (1, 0))])
def test_a_serial_number_has_one_place(serial, expected):
    assert status.place(serial) == expected


@pytest.mark.parametrize("index", [-1, status.BITS])
def test_no_place_is_outside_a_list(index):
    with pytest.raises(IndexError):
        made([index])
    with pytest.raises(ProofError):
        status.is_revoked(made([]), index)


@pytest.mark.parametrize(
    "subject",
    [
        {},
        {"statusPurpose": "suspension", "encodedList": made([])["credentialSubject"]["encodedList"]},
        {"statusPurpose": "revocation", "encodedList": "uAAAA"},
        {"statusPurpose": "revocation", "encodedList": "H4sI"},
        {"statusPurpose": "revocation", "encodedList": made([])["credentialSubject"]["encodedList"][:20]},
        {"statusPurpose": "revocation", "encodedList": None},
    ],
)
def test_a_list_that_cannot_be_read_says_nothing(subject):
    with pytest.raises(ProofError):
        status.is_revoked({"credentialSubject": subject}, 5)
