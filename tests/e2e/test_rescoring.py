"""An author mends a key; results are scored again, published, seen by the learner, and taken back."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import AXE_OPTIONS

LEARNER = "halfway@demo.example"
# The first knowledge check that the learner has a result of, and its page.
RESULT = (
    "select a.key, p.id, s.earned, s.possible from assessments_attempt a "
    "join accounts_user u on u.id = a.learner_id join assessments_score s on s.id = a.score_id "
    "join assessments_exercise e on e.id = a.exercise_id join wagtailcore_page p on p.translation_key = e.key "
    "join cms_choiceexercisepage c on c.page_ptr_id = p.id where u.email = ? order by a.id limit 1"
)
STATE = "select 1 from assessments_rescoring where state = ?"
REASON = "Another answer is right."


@pytest.fixture
def author(visit):
    visitor = visit()
    visitor.sign_in("instructor@demo.example")
    return visitor


def turn_first_question(page):
    """Make another answer of the first question right."""
    boxes = page.locator('input[name^="questions-0-"][name$="-right"]')
    boxes.first.wait_for(state="attached")
    ticked = [boxes.nth(place).is_checked() for place in range(boxes.count())]
    was = ticked.index(True)
    for place in (was, was - 1 if was else 1):
        boxes.nth(place).dispatch_event("click")


def publish(page):
    page.locator('footer [data-w-dropdown-target="toggle"]').click()
    page.locator('button[name="action-publish"]').click()
    page.locator(".messages .success").wait_for()


def check_access(page):
    """Check what stands on our page of the editor; the frame around it is Wagtail's."""
    results = Axe().run(page, context=".chancery-report", options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()


def confirm(page, sure, button):
    page.get_by_label(sure).check()
    page.get_by_role("button", name=button).click()


def test_a_mended_key_reaches_results_and_can_be_taken_back(author, visit, stack):
    ((key, page_id, earned, possible),) = stack.rows(RESULT, LEARNER)
    assert earned == possible
    page = author.page
    author.go(f"/cms/pages/{page_id}/edit/")
    turn_first_question(page)
    publish(page)
    told = page.locator(".messages .info")
    assert "The key or the points changed." in told.inner_text()
    told.get_by_role("link", name="Rescore earlier answers").click()
    page.get_by_label("Reason").wait_for()
    check_access(page)
    page.get_by_label("Reason").fill(REASON)
    page.get_by_label("Results may become lower").check()
    page.get_by_role("button", name="Work out what would change").click()
    page.get_by_text("Another answer is right.").wait_for()
    stack.wait_for_rows(STATE, "ready")
    page.reload()
    assert page.get_by_role("table", name="By how much results change").is_visible()
    check_access(page)
    confirm(page, "I have read what changes.", "Publish the new results")
    stack.wait_for_rows(STATE, "published")
    learner = visit()
    learner.sign_in(LEARNER)
    review = f"/attempts/{uuid.UUID(str(key))}/review/"
    learner.go(review)
    assert "(100 %)" not in learner.page.locator("p.score").inner_text()
    page.reload()
    confirm(page, "The results from before are to count again.", "Take it back")
    stack.wait_for_rows(STATE, "undone")
    learner.go(review)
    assert "(100 %)" in learner.page.locator("p.score").inner_text()
    page.reload()
    assert page.get_by_text("undone").is_visible()
