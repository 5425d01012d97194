import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.e2e import chromium
from tests.e2e.stack import PASSWORD, Stack
from tests.migrated import migrated_file

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# Wagtail's own editor is not ours to mend; what we add to it is tested apart.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}}


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    var = tmp_path_factory.mktemp("stack")
    shutil.copy(migrated_file(), var / "chancery.sqlite3")
    stack = Stack(var)
    stack.prepare()
    stack.start()
    yield stack
    stack.stop()
    assert stack.manage("check_invariants").endswith("Everything holds.\n")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser. `look` checks accessibility and keeps a picture where CHANCERY_PICTURES says."""

    def __init__(self, page, stack):
        self.page = page
        self.stack = stack
        self.seen = 0

    def go(self, path):
        response = self.page.goto(path if path.startswith("http") else self.stack.url + path)
        assert response.status < 500, path
        return response

    def sign_in(self, email, password=PASSWORD):
        self.go("/accounts/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/learn/**")

    def look(self, name):
        folder = os.environ.get("CHANCERY_PICTURES")
        if folder:
            self.seen += 1
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        if self.page.context.java_script_enabled:
            results = Axe().run(self.page, options=AXE_OPTIONS)
            assert results.violations_count == 0, f"{name}: {results.generate_report()}"


@pytest.fixture
def visit(browser, stack):
    """Return a function that seats a visitor; every page must stay free of console errors and foreign requests."""
    contexts = []
    complaints = []

    def seat(*, javascript=True, viewport=DESKTOP):
        context = browser.new_context(java_script_enabled=javascript, viewport=viewport)
        context.java_script_enabled = javascript
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if is_error(message) else None)
        page.on("response", lambda answer: complaints.append(answer.url) if is_broken(answer) else None)
        page.on("request", lambda request: complaints.append(request.url) if not is_own(request.url) else None)
        return Visitor(page, stack)

    def is_error(message):
        return message.type == "error" and "Failed to load resource" not in message.text

    def is_broken(answer):
        """A page may be missing and a save refused, that is shown to people; a picture, style or script may not."""
        is_told = answer.request.resource_type == "document" or answer.url.endswith("/save/")
        return answer.status >= 400 and not (is_told and answer.status < 500)

    def is_own(url):
        return url.startswith((stack.url, "data:", "blob:", "about:"))

    yield seat
    for context in contexts:
        context.close()
    assert complaints == []


def pytest_collection_modifyitems(items):
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.enable_socket)
            if not any(item.iter_markers("live")):
                item.add_marker(pytest.mark.e2e)
