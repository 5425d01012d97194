"""The registry of certificates, read from a plain web server that knows nothing of this site."""

import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from config.launch import children
from tests.e2e.conftest import AXE_OPTIONS, PHONE

SIGNED = "select 1 from courses_credential where (select count(*) from courses_credential) > 1"
VALID = "select code from courses_certificate where revocation_id is null"
REVOKED = "select code from courses_certificate where revocation_id is not null"


@pytest.fixture
def served(stack, tmp_path):
    stack.wait_for_rows(SIGNED)
    stack.manage("export_registry", str(tmp_path / "registry"))
    port = children.free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", children.LOOPBACK]
    folder = ("--directory", str(tmp_path / "registry"))
    server = children.start("registry", [*command, *folder], {}, tmp_path)
    assert children.wait_for_port(port, server)
    yield f"http://{children.LOOPBACK}:{port}"
    server.stop()


def test_certificates_are_read_where_this_site_is_unknown(served, stack, browser):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    valid, revoked = stack.rows(VALID)[0][0], stack.rows(REVOKED)[0][0]
    page.goto(f"{served}/certificates/{valid}/")
    assert page.get_by_role("heading", name="This certificate stands as valid in this registry.").is_visible()
    assert page.get_by_text("Demonstration", exact=True).is_visible()
    assert Axe().run(page, options=AXE_OPTIONS).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="What this registry is").click()
    assert page.get_by_role("heading", name="To look at a certificate").is_visible()
    assert Axe().run(page, options=AXE_OPTIONS).violations_count == 0
    page.goto(f"{served}/certificates/{revoked}/")
    assert page.get_by_role("heading", name="This certificate was revoked. It is not valid.").is_visible()
    assert all(url.startswith(served) for url in requests)
    context.close()
