import pytest
from wagtail.models import Page

from cms.models import CoursePage, ProgrammePage
from courses import selectors as course_selectors
from tests.cms.importing.conftest import PROGRAMME


@pytest.fixture
def programme(files):
    files.write("programme.yaml", PROGRAMME)
    return files


def test_the_programme_is_read_with_the_keys_of_its_courses_and_steps(programme):
    read = programme.read()
    assert read.problems == ()
    welcome, letters = sorted(read.courses, key=lambda course: course.slug, reverse=True)
    assert [place.key for place in read.programme.courses] == [welcome.key]
    (path,) = read.programme.paths
    assert [step.key for step in path.steps] == [welcome.key, letters.lessons()[0].key]
    assert (path.slug, path.hours, read.programme.introduction_html) == (
        "new-officer",
        1,
        "<p>For <b>offices</b> of any size.</p>",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("letters/dear", "letters/deer", "16: There is no course or lesson “letters/deer” in this folder. Correct it"),
        ("  - welcome\n", "  - letters/dear\n", "8: There is no course “letters/dear” in this folder. Correct it"),
        ("hours: 1", "hours: 0", "13: “hours” must be a whole number from 1 to 100."),
        ("slug: new-officer", "slug: New", "10: “slug” may hold only small letters"),
        ("title: A new officer", "name: A new officer", "10: “title” is missing. Write it."),
    ],
)
def test_what_is_wrong_with_the_programme_is_named_with_its_line(programme, old, new, problem):
    programme.change("programme.yaml", old, new)
    assert programme.problems()[0].startswith(f"programme.yaml:{problem}")
    assert not programme.read().has_shared_problems()


@pytest.mark.django_db
def test_the_programme_is_imported_after_the_courses_and_only_once(programme, run):
    assert run().problems == ()
    page = ProgrammePage.objects.get()
    assert (page.live, page.get_parent().specific_class.__name__) == (True, "CataloguePage")
    assert [block.value.slug for block in page.courses] == ["welcome"]
    assert [step.slug for step in page.paths[0].value["steps"]] == ["welcome", "dear"]
    assert course_selectors.programme_card("en").title == "The programme"
    again = run()
    assert (again.made, again.changed, again.kept) == (0, 0, ())
    programme.change("programme.yaml", "You start on Monday.", "You start today.")
    assert run().changed == 1
    assert ProgrammePage.objects.get().paths[0].value["sentence"] == "You start today."


@pytest.mark.django_db
def test_a_programme_changed_in_the_cms_is_kept(programme, run):
    run()
    page = ProgrammePage.objects.get()
    page.title = "Ours"
    page.save_revision().publish()
    programme.change("programme.yaml", "You start on Monday.", "You start today.")
    (kept,) = run().kept
    assert kept.startswith("programme “The programme”")
    assert kept.endswith("was changed in the CMS since it was imported, and is kept.")
    assert ProgrammePage.objects.get().title == "Ours"


@pytest.mark.django_db
def test_a_step_that_is_not_published_here_leaves_the_programme_as_it_was(programme, run):
    run()
    CoursePage.objects.get(slug="letters").unpublish()
    programme.change("programme.yaml", "title: The programme", "title: Another")
    problems = [str(problem.message) for problem in run().problems]
    assert problems == [
        "A new officer, step 2: learners cannot take “Dear”. Publish it with its course, or take it out."
    ]
    Page.objects.get(pk=CoursePage.objects.get(slug="letters").pk).delete()
    assert [problem.message for problem in run().problems] == [
        "“letters/dear” is not published here, so it can be no step."
    ]
    assert ProgrammePage.objects.get().title == "The programme"


@pytest.mark.django_db
def test_a_rehearsal_of_everything_makes_nothing(programme, run):
    assert run(dry_run=True).problems == ()
    assert not ProgrammePage.objects.exists()


@pytest.mark.django_db
def test_one_course_alone_leaves_the_programme_out(programme, run):
    assert run(only="letters").problems == ()
    assert not ProgrammePage.objects.exists()
