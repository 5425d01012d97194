"""What authors see of their labs at a glance: on a page of its own, in the editor, on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import AXE_OPTIONS, DESKTOP

NARROW = {"width": 360, "height": 740}
OURS = {"include": [[".drawing"]]}


@pytest.fixture
def case_of(stack):
    def find(slug):
        ((key,),) = stack.rows("select id from wagtailcore_page where slug = ?", slug)
        return key

    return find


def seated(visit, **options):
    visitor = visit(**options)
    visitor.sign_in("instructor@demo.example")
    return visitor


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "phone"])
def test_a_case_on_a_page_of_its_own(visit, case_of, viewport):
    visitor = seated(visit, viewport=viewport)
    visitor.go(f"/cms/drawing/{case_of('morning-after')}/")
    visitor.look("case-picture")
    page = visitor.page
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    start = page.locator(".case-drawing__scene").first.bounding_box()
    assert 0 <= start["x"] + start["width"] / 2 <= viewport["width"]
    page.get_by_role("region", name="Picture of the case").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="The same in words").wait_for()


def test_from_a_scene_in_words_to_its_place_in_the_editor(visit, case_of):
    visitor = seated(visit)
    page = visitor.page
    visitor.go(f"/cms/drawing/{case_of('morning-after')}/")
    link = page.locator(".case-outline h3 a").nth(1)
    title = link.inner_text().split(". ", 1)[1]
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/#block-*")
    field = page.locator("input[name^='scenes-'][name$='-value-title']").nth(1)
    field.wait_for()
    assert field.input_value() == title


def test_the_picture_in_the_editor(visit, case_of):
    visitor = seated(visit)
    page = visitor.page
    visitor.go(f"/cms/pages/{case_of('morning-after')}/edit/")
    panel = page.locator("section.w-panel", has_text="The case as a picture").last
    panel.locator("[data-panel-toggle]").first.press("Enter")
    page.get_by_role("img", name="Scenes and choices of").wait_for()
    results = Axe().run(page, context=OURS, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("link", name="On a page of its own").click()
    page.wait_for_url("**/cms/drawing/**")
    page.get_by_role("heading", name="The case as a picture").wait_for()


def test_the_picture_without_scripts(visit, case_of):
    visitor = seated(visit, javascript=False, viewport=NARROW)
    visitor.go(f"/cms/drawing/{case_of('morning-after')}/")
    assert visitor.page.locator(".case-outline > li").count() == visitor.page.locator("svg[role=img] > g").count()


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "phone"])
@pytest.mark.parametrize("slug", ["a-week-on-the-water", "which-networks"])
def test_labs_at_a_glance(visit, case_of, slug, viewport):
    visitor = visit(viewport=viewport)
    visitor.sign_in("admin@demo.example")
    visitor.go(f"/cms/drawing/{case_of(slug)}/")
    visitor.look(f"at-a-glance-{slug}")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
