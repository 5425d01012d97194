import uuid

import pytest

from assessments.rules.types.owners import Owner

TOKEN = uuid.UUID(int=1)


def test_an_owner_is_a_learner_or_a_guest():
    assert not Owner(learner_id=7).is_guest
    assert Owner(guest=TOKEN).is_guest


@pytest.mark.parametrize("both", [{}, {"learner_id": 7, "guest": TOKEN}])
def test_nobody_and_two_at_once_own_nothing(both):
    with pytest.raises(ValueError, match="either a learner or a guest"):
        Owner(**both)
