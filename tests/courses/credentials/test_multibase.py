import pytest
from hypothesis import given
from hypothesis import strategies as st
from openvc.multibase import b58btc_decode

from courses.credentials import multibase


@given(st.binary(max_size=70))
def test_what_is_written_is_read_back_here_and_elsewhere(data):
    text = multibase.encode(data)
    assert multibase.decode(text) == data
    assert b58btc_decode(text[1:]) == data


@pytest.mark.parametrize("text", ["", "2g", "z0", "zO", "zl", "z é"])
def test_what_is_not_base_58_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        multibase.decode(text)
