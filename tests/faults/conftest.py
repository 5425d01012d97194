import pytest

from tests import postgres
from tests.faults.stack import FaultStack


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    with postgres.server() as address:
        postgres.fill(address)
        stack = FaultStack(tmp_path_factory.mktemp("faults"), address)
        stack.prepare()
        stack.start()
        yield stack
        stack.stop()
        assert stack.manage("check_invariants").endswith("Everything holds.\n")


@pytest.fixture(autouse=True)
def invariants(stack):
    """End every test by comparing what is stored with itself, as `manage.py check_invariants` does."""
    yield
    stack.make_whole()
    assert stack.hands.check_invariants().endswith("Everything holds.\n")


def pytest_collection_modifyitems(items):
    for item in items:
        if "/faults/" in str(item.path):
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.faults)
