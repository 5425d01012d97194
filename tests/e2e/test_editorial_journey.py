"""An author sends a changed lesson for review, a reviewer approves, a publisher publishes, and a learner reads it."""

import pytest

LESSON = "/learn/protocol-first-things-first/gifts-food-access/"
TITLE = "Gifts, and what to do with them"
LIVE = "select title from wagtailcore_page where slug = 'gifts-food-access'"


class Desk:
    """Somebody at the editor's start page."""

    def __init__(self, visitor, email):
        self.visitor = visitor
        self.page = visitor.page
        visitor.sign_in(email)
        self.page.get_by_role("link", name="Editor", exact=True).click()
        self.page.wait_for_url("**/cms/")
        self.waiting = self.page.get_by_role("region", name="Waiting for you")

    def open(self, title):
        self.waiting.get_by_role("link", name=title, exact=True).click()
        self.page.wait_for_url("**/edit/")

    def act(self, button):
        """Choose an action from the list under the main one."""
        self.page.locator('footer [data-w-dropdown-target="toggle"]').click()
        self.page.locator(button).click()
        self.page.locator(".messages .success").wait_for()


@pytest.fixture
def desk(visit):
    return lambda name: Desk(visit(), f"{name}@demo.example")


def test_a_lesson_goes_from_author_to_learner(desk, visit, stack):
    before = stack.rows(LIVE)
    author = desk("author")
    ((key,),) = stack.rows("select id from wagtailcore_page where slug = 'gifts-food-access'")
    author.visitor.go(f"/cms/pages/{key}/edit/")
    assert not author.page.locator('button[name="action-publish"]').count()
    author.page.locator("#id_title").fill(TITLE)
    author.act('button[name="action-submit"]')

    reviewer = desk("reviewer")
    reviewer.open(TITLE)
    reviewer.act('button[data-workflow-action-name="approve"]:not([data-workflow-action-modal-url])')
    assert not reviewer.waiting.get_by_role("link", name=TITLE).count()
    assert stack.rows(LIVE) == before

    publisher = desk("publisher")
    publisher.open(TITLE)
    publisher.act('button[data-workflow-action-name="approve"]:not([data-workflow-action-modal-url])')
    learner = visit()
    learner.sign_in("halfway@demo.example")
    learner.go(LESSON)
    assert learner.page.get_by_role("heading", level=1).inner_text() == TITLE


def test_what_is_not_ready_is_not_sent_for_review(desk, stack):
    author = desk("author")
    ((key,),) = stack.rows("select id from wagtailcore_page where slug = 'morning-after'")
    author.visitor.go(f"/cms/pages/{key}/edit/")
    author.page.locator('footer [data-w-dropdown-target="toggle"]').click()
    author.page.locator('button[name="action-submit"]').click()
    author.page.get_by_text("Saved, but not sent for review yet.").wait_for()
    author.page.get_by_text("there is no scene called “The answer”").first.wait_for()


def test_a_course_begins_in_two_clicks(desk):
    author = desk("author")
    author.page.get_by_role("link", name="New course").click()
    author.page.get_by_role("button", name="Use “Short course”").click()
    author.page.wait_for_url("**/edit/")
    assert author.page.locator("#id_title").input_value() == "✎ Title of the course"
