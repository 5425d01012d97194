"""The library from files."""

from uuid import UUID

import pytest

from cms.models import ReferencePage
from courses.models import Reference

CARD = """\
---
key: "{key}"
slug: {slug}
title: Card {slug}
summary: What it is for.
themes: [visits]
owner: Protocol desk
reviewed: 2026-11-23
---
Stand at the [door]({link}).
"""
NETWORK = """\
---
key: "{key}"
slug: towns
title: Towns
summary: Small towns.
themes: [climate, small towns]
owner: Networks desk
reviewed: 2026-11-23
facts:
  - name: Founded
    text: "1990"
    mark: {mark}
---
Write to them first.

```sources
items:
  - text: Its own page
    mark: primary
```
"""


def card(number, slug, link="https://city.example/"):
    return CARD.format(key=UUID(int=number), slug=slug, link=link)


def network(mark="primary"):
    return NETWORK.format(key=UUID(int=41), mark=mark)


@pytest.fixture
def shelf(small):
    small.write("library/checklists/one.md", card(31, "one", "/library/checklists/two/"))
    small.write("library/checklists/two.md", card(32, "two", "/library/checklists/one/"))
    small.write("library/networks/towns.md", network())
    return small


def test_the_folder_is_no_course(shelf):
    programme = shelf.read()
    assert programme.problems == ()
    assert [course.folder for course in programme.courses] == ["welcome"]
    assert [(found.kind, found.slug) for found in programme.references] == [
        ("checklists", "one"),
        ("checklists", "two"),
        ("networks", "towns"),
    ]


def test_mistakes_are_named(shelf):
    shelf.write("library/networks/again.md", network("rumour").replace(str(UUID(int=41)), str(UUID(int=42))))
    shelf.write("library/gossip/one.md", "x")
    same_slug = "Two pages of the library have the slug “towns” (see library/networks/again.md). Change one."
    assert shelf.problems() == [
        "library/gossip/:1: The library holds only the folders networks, checklists, templates, countries.",
        "library/networks/again.md:12: “mark” must be one of: primary, secondary, general.",
        f"library/networks/towns.md:3: {same_slug}",
    ]


def test_pages_may_name_each_other_and_lessons_may_name_them(shelf, run):
    shelf.change("welcome/01-the-door/01-who-opens.md", "\n---\n", "\n---\n[Card](/library/checklists/one/)\n\n")
    report = run()
    assert report.problems == ()
    assert set(Reference.objects.values_list("kind", "slug")) == {
        ("checklists", "one"),
        ("checklists", "two"),
        ("networks", "towns"),
    }
    again = run()
    assert (again.made, again.changed, again.kept, again.left) == (0, 0, (), ())


def test_a_link_that_leads_nowhere_keeps_all_of_it_out(shelf, run):
    shelf.write("library/checklists/two.md", card(32, "two", "/library/checklists/three/"))
    report = run()
    assert [(problem.file, "checklists/three/" in problem.message) for problem in report.problems] == [
        ("library/checklists/two.md", True)
    ]
    assert not Reference.objects.exists()


def test_what_was_changed_in_the_editor_is_kept_and_what_has_no_file_is_told(shelf, run):
    run()
    page = ReferencePage.objects.get(slug="one")
    page.title = "My card"
    page.save_revision().publish()
    shelf.change("library/checklists/one.md", "Card one", "Card uno")
    shelf.remove("library/networks/towns.md")
    report = run()
    assert [line[:25] for line in report.kept] == ["library page “Card uno” ("]
    assert report.left == ("library page “Towns” (library/networks/towns.md) has no file any more.",)
    assert run(overwrite={UUID(int=31)}).changed == 1
