"""An instructor edits a lesson and a branching case, previews and publishes both, and a learner takes them."""

import contextlib

import pytest
from playwright.sync_api import TimeoutError as NotInTimeError

from tests.e2e.player import Player

CASE = "/learn/protocol-first-things-first/a-visit-that-goes-wrong/the-visit/"
LESSON = "/learn/protocol-first-things-first/whose-rules/"
OLD_SCENE = "Wednesday, 17:40. One name more"
NEW_SCENE = "Wednesday, 17:40. A surprise by telephone"
MOST_LOADS = 3


class Author:
    """Somebody at the editor."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.page = visitor.page
        visitor.sign_in("instructor@demo.example")
        self.page.get_by_role("link", name="Editor", exact=True).click()
        self.page.wait_for_url("**/cms/")

    def edit(self, path):
        english = "select id from wagtailcore_locale where language_code = 'en'"
        query = f"select id from wagtailcore_page where url_path like ? and locale_id in ({english})"
        ((key,),) = self.visitor.stack.rows(query, f"%/{path}/")
        self.visitor.go(f"/cms/pages/{key}/edit/")
        return key

    def preview(self):
        """Open the preview beside the form and return what it shows."""
        self.page.get_by_role("button", name="Toggle preview").click()
        return self.page.frame_locator("#w-preview-iframe")

    def publish(self):
        self.page.locator('footer [data-w-dropdown-target="toggle"]').click()
        self.page.locator('button[name="action-publish"]').click()
        self.page.locator(".messages .success").wait_for()


@pytest.fixture
def author(visit):
    return Author(visit())


def begin_case(visit, email):
    player = Player(visit(), keyboard=False)
    player.visitor.sign_in(email)
    player.visitor.go(CASE)
    player.go_on(player.page.get_by_role("button", name="Start"), "/attempts/")
    return player


def take_a_decision(shown):
    """The editor may load the preview once more, for what was typed last; what was chosen in it is gone then."""
    for _ in range(MOST_LOADS):
        shown.get_by_role("radio").first.check()
        shown.get_by_role("button", name="Take this decision").click()
        with contextlib.suppress(NotInTimeError):
            shown.get_by_text("Decision 2", exact=True).wait_for(timeout=10_000)
            return
    raise AssertionError("no second decision in the preview")


def test_lesson_is_edited_previewed_published_and_read(author, visit):
    author.edit("whose-rules")
    author.page.locator("#id_title").fill("Whose rules are these, then?")
    shown = author.preview()
    shown.get_by_role("heading", name="Whose rules are these, then?").wait_for()
    author.publish()
    learner = visit()
    learner.sign_in("halfway@demo.example")
    learner.go(LESSON)
    assert learner.page.get_by_role("heading", level=1).inner_text() == "Whose rules are these, then?"


def test_case_of_twelve_decisions_is_edited_published_and_taken(author, visit):
    early = begin_case(visit, "halfway@demo.example")
    assert early.page.get_by_role("heading", name=OLD_SCENE, exact=True).is_visible()

    author.edit("a-visit-that-goes-wrong/the-visit")
    author.page.locator("[data-streamfield-child] [data-panel-toggle]").first.click()
    author.page.locator('[name="scenes-0-value-title"]').fill(NEW_SCENE)
    shown = author.preview()
    shown.get_by_role("heading", name=NEW_SCENE, exact=True).wait_for()
    take_a_decision(shown)
    author.publish()

    late = begin_case(visit, "certified@demo.example")
    assert late.page.get_by_role("heading", name=NEW_SCENE, exact=True).is_visible()
    assert sum(bool(scene["options"]) for scene in late.definition()["scenes"]) == 12
    late.solve()

    early.page.reload()
    assert early.page.get_by_role("heading", name=OLD_SCENE, exact=True).is_visible()
    early.solve()
    early.page.get_by_role("link", name="See the result and the reasons").click()
    early.page.get_by_text("(100 %)").first.wait_for()


def test_unfinished_case_stays_a_draft_and_says_what_is_missing(author):
    key = author.edit("morning-after")
    author.page.locator('footer [data-w-dropdown-target="toggle"]').click()
    author.page.locator('button[name="action-publish"]').click()
    author.page.get_by_text("there is no scene called “The answer”").first.wait_for()
    live = "select live from wagtailcore_page where id = ?"
    assert author.visitor.stack.rows(live, key) == [(0,)]
