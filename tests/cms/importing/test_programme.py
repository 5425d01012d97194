"""The import from files to published pages, and what it does with work that was done in the CMS."""

from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from wagtail.models import Page, PageLogEntry, Revision

from assessments.models import Competency, Exercise
from cms.importing.errors import UnknownKeysError
from cms.models import (
    CataloguePage,
    CourseDocument,
    CoursePage,
    ImportRecord,
    LessonPage,
    MediaTrack,
    ModulePage,
    Picture,
    Recording,
    Term,
)
from cms.services import publishing
from courses.models import Course, Lesson, LessonExercise

COURSE = "welcome/course.md"
DOOR = "welcome/01-the-door/01-who-opens.md"
CHECK = "welcome/01-the-door/01-who-opens.check.yaml"
SVG = "welcome/images/door.svg"
LESSON_KEY = UUID("44444444-0000-4000-8000-000000000002")
MODULE_KEY = UUID("44444444-0000-4000-8000-000000000001")
CHECK_KEY = UUID("55555555-0000-4000-8000-000000000001")
PICTURE_KEY = UUID("66666666-0000-4000-8000-000000000001")
TERM_KEY = UUID("22222222-0000-4000-8000-000000000002")


def lesson():
    return LessonPage.objects.get(translation_key=LESSON_KEY)


def rename_in_cms(page, title):
    page.title = title
    publishing.publish(page)


def state():
    """Everything an import could change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "title", "live", "latest_revision_id")),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
        list(ImportRecord.objects.order_by("pk").values()),
        list(Picture.objects.values()),
        list(Recording.objects.order_by("pk").values()),
        list(MediaTrack.objects.order_by("pk").values()),
        list(CourseDocument.objects.order_by("pk").values()),
        list(Term.objects.order_by("pk").values()),
        list(Course.objects.order_by("pk").values()),
        list(Exercise.objects.order_by("pk").values()),
        stored_pictures(),
    )


def stored_pictures():
    return default_storage.listdir("original_images")[1] if default_storage.exists("original_images") else []


def test_every_file_becomes_a_published_page(run):
    report = run()
    assert (report.made, report.changed, report.problems) == (12, 0, ())
    assert Page.objects.filter(translation_key=LESSON_KEY, live=True).exists()
    assert Page.objects.filter(live=False).exclude(depth=1).count() == 0


def test_courses_can_be_taken_after_the_import(run):
    run()
    welcome = Course.objects.get(slug="welcome")
    assert [module.title for module in welcome.modules.all()] == ["The door", "The case"]
    assert list(Lesson.objects.filter(course=welcome).values_list("slug", "kind")) == [
        ("who-opens", "lesson"),
        ("early-guest", "case-study"),
    ]
    assert welcome.final_exercise.title == "Final assessment"
    assert list(LessonExercise.objects.order_by("lesson__position", "position").values_list("slug", flat=True)) == [
        "check",
        "order",
        "case",
    ]


def test_a_course_whose_certificates_expire_comes_with_the_final_that_renews_them(run, files):
    files.change("welcome/course.md", "pass_percent: 70", "pass_percent: 70\nvalid_months: 24")
    assert run().problems == ()
    course = Course.objects.get(slug="welcome")
    assert (course.valid_months, course.final_exercise is None) == (24, False)
    assert publishing.problems_of(CoursePage.objects.get(slug="welcome")) == ()


def test_every_page_is_told_when_it_is_made(run):
    run()
    assert "  lesson “Who opens” is made." in run.said
    assert "  9 pages made, 0 changed, 0 left alone." in run.said


def test_second_import_changes_nothing(run):
    run()
    before = state()
    report = run()
    assert (report.made, report.changed, report.kept, report.left) == (0, 0, (), ())
    assert state() == before


def test_only_what_is_new_in_the_files_is_written(run, small):
    run()
    revisions = Revision.objects.count()
    small.change(CHECK, "title: Who opens the door?", "title: Who may open?")
    report = run()
    assert (report.made, report.changed) == (0, 1)
    assert Revision.objects.count() == revisions + 1
    assert Exercise.objects.get(key=CHECK_KEY).title == "Who may open?"


def test_competencies_are_linked_by_key(run, small):
    run()
    courtesy = Competency.objects.get(slug="courtesy")
    assert CoursePage.objects.get(slug="welcome").competencies[0] == str(courtesy.key)
    items = Exercise.objects.get(key=CHECK_KEY).current_version.definition["items"]
    assert [item["competency"][-1] for item in items] == ["1", "2"]


def test_faulty_course_is_left_out_and_the_others_are_imported(run, files):
    files.change(DOOR, "alt: A door", "old: A door")
    report = run()
    assert {(problem.file, problem.line) for problem in report.problems} == {(DOOR, 31), (DOOR, 33)}
    assert list(CoursePage.objects.values_list("slug", flat=True)) == ["letters"]


def test_faulty_course_keeps_what_was_imported_before(run, small):
    run()
    before = state()
    small.change(DOOR, "title: Who opens", "title: Who shuts")
    small.change(CHECK, "right: true", "right: maybe")
    assert run().problems
    assert state() == before


def test_problem_of_a_shared_file_stops_all_courses(run, files):
    files.change("terms.yaml", "term: placement", "word: placement")
    assert run().problems
    assert not CoursePage.objects.exists()


def test_what_the_publish_check_refuses_names_file_and_line(run, files):
    run()
    module = ModulePage.objects.get(slug="the-case")
    module.add_child(instance=LessonPage(title="Mine", slug="mine", summary="Mine", live=False))
    before = state()
    files.change(DOOR, "slug: who-opens", "slug: mine")
    files.change(SVG, "A door", "A gate")
    report = run()
    assert [(problem.file, problem.line) for problem in report.problems] == [(DOOR, 4)]
    assert state() == before


def test_refused_course_leaves_no_picture_file_behind(run, files):
    run()
    stored = stored_pictures()
    ModulePage.objects.get(slug="the-case").add_child(instance=LessonPage(title="Mine", slug="mine", summary="Mine"))
    files.change(DOOR, "slug: who-opens", "slug: mine")
    files.change(SVG, "A door", "A gate")
    run()
    assert stored_pictures() == stored


def test_page_changed_in_the_cms_is_kept_and_named(run, small):
    run()
    rename_in_cms(lesson(), "Changed here")
    small.change(DOOR, "title: Who opens", "title: Changed there")
    report = run()
    assert report.kept == (
        f"lesson “Changed there” ({LESSON_KEY}) was changed in the CMS since it was imported, and is kept.",
    )
    assert lesson().title == "Changed here"


def test_draft_in_the_cms_is_kept(run, small):
    run()
    draft = lesson()
    draft.title = "A draft"
    draft.save_revision()
    small.change(DOOR, "title: Who opens", "title: Changed there")
    assert len(run().kept) == 1
    assert lesson().get_latest_revision_as_object().title == "A draft"


def test_kept_page_is_overwritten_when_it_is_named(run, small):
    run()
    rename_in_cms(lesson(), "Changed here")
    report = run(overwrite=[LESSON_KEY])
    assert (report.changed, report.kept) == (1, ())
    assert lesson().title == "Who opens"
    assert run().kept == ()


def test_pages_below_a_kept_page_are_imported(run, small):
    run()
    rename_in_cms(lesson(), "Changed here")
    small.change(CHECK, "title: Who opens the door?", "title: Who may open?")
    report = run()
    assert (report.changed, len(report.kept)) == (1, 1)


def test_page_that_was_in_the_cms_before_is_kept(run, small):
    run()
    ImportRecord.objects.filter(key=LESSON_KEY).delete()
    assert [line.split(" (")[0] for line in run().kept] == ["lesson “Who opens”"]


def test_page_unpublished_in_the_cms_is_left_alone_with_all_below_it(run, small):
    run()
    lesson().unpublish()
    small.change(DOOR, "title: Who opens", "title: Changed there")
    small.change(CHECK, "title: Who opens the door?", "title: Who may open?")
    report = run()
    assert (report.changed, report.problems) == (0, ())
    assert report.kept == (
        f"lesson “Changed there” ({LESSON_KEY}) is not published in the CMS, and is left alone with all below it.",
    )
    assert not lesson().live


def test_page_deleted_in_the_cms_comes_back_when_it_is_named(run, small):
    run()
    lesson().delete()
    assert [line.split(" (")[0] for line in run().kept] == ["lesson “Who opens”"]
    report = run(overwrite=[LESSON_KEY])
    assert (report.made, report.kept) == (3, ())
    assert Lesson.objects.get(key=LESSON_KEY).retired is False


def test_unknown_key_cannot_be_overwritten(run):
    with pytest.raises(UnknownKeysError):
        run(overwrite=[UUID(int=7)])


def test_lessons_follow_the_order_of_the_files(run, files):
    run()
    revisions = Revision.objects.count()
    files.move("welcome/01-the-door", "welcome/03-the-door")
    report = run()
    assert (report.made, report.changed, report.problems) == (0, 0, ())
    assert [module.title for module in Course.objects.get(slug="welcome").modules.all()] == ["The case", "The door"]
    assert Revision.objects.count() == revisions


def test_order_made_in_the_cms_stays_while_the_files_keep_theirs(run, files):
    run()
    door, case = ModulePage.objects.child_of(CoursePage.objects.get(slug="welcome"))
    case.move(door, pos="left")
    files.change(COURSE, "summary: How to meet", "summary: How we meet")
    run()
    assert [module.title for module in Course.objects.get(slug="welcome").modules.all()] == ["The case", "The door"]


def test_pages_of_the_cms_stand_behind_those_of_the_files_when_these_are_put_in_order(run, files):
    run()
    course = CoursePage.objects.get(slug="welcome")
    course.add_child(instance=ModulePage(title="Mine", slug="mine"))
    files.move("welcome/01-the-door", "welcome/03-the-door")
    run()
    titles = [page.title for page in CoursePage.objects.get(slug="welcome").get_children()]
    assert titles == ["The case", "The door", "Final assessment", "Mine"]


def test_lesson_moves_to_another_module_with_its_exercises(run, files):
    run()
    pk = lesson().pk
    for name in ("01-early-guest.md", "01-early-guest.case.yaml"):
        files.move(f"welcome/02-the-case/{name}", f"welcome/01-the-door/{name.replace('01', '02')}")
    files.change("welcome/01-the-door/02-early-guest.md", "01-early-guest.case", "02-early-guest.case")
    files.write("welcome/02-the-case/01-who-opens.md", (files.root / DOOR).read_text())
    files.remove(DOOR)
    for name in ("check", "order"):
        files.move(f"welcome/01-the-door/01-who-opens.{name}.yaml", f"welcome/02-the-case/01-who-opens.{name}.yaml")
    report = run()
    assert (report.made, report.changed, report.problems) == (0, 0, ())
    assert lesson().pk == pk
    modules = Course.objects.get(slug="welcome").modules.all()
    assert [list(Lesson.objects.filter(module=module).values_list("slug", flat=True)) for module in modules] == [
        ["early-guest"],
        ["who-opens"],
    ]


def test_file_that_is_gone_leaves_its_page_and_is_named(run, files):
    run()
    files.remove("welcome/02-the-case")
    report = run()
    assert report.left == ("module “The case” (welcome/02-the-case/module.md) has no file any more.",)
    assert Page.objects.filter(slug="early-guest", live=True).exists()


def test_course_that_is_gone_is_named_once(run, files):
    run()
    files.remove("letters")
    assert run().left == ("course “Letters” (letters/course.md) has no file any more.",)


def test_file_that_cannot_be_read_is_not_taken_for_gone(run, small):
    run()
    small.change(DOOR, "---\nkey", "key")
    assert run().left == ()


def test_renamed_file_is_not_written_again(run, files):
    run()
    revisions = Revision.objects.count()
    files.move("letters", "writing")
    report = run()
    assert (report.made, report.changed, report.left) == (0, 0, ())
    assert Revision.objects.count() == revisions
    assert ImportRecord.objects.filter(path__startswith="writing/").count() == 3


def test_key_that_changes_its_kind_is_a_problem(run, small):
    run()
    small.change(DOOR, "kind: lesson", "kind: case-study")
    assert [(problem.file, problem.line) for problem in run().problems] == [(DOOR, 2)]


def test_course_in_another_language_is_a_problem(run, files):
    files.change("letters/course.md", "language: en", "language: fr")
    assert [(problem.file, problem.line) for problem in run().problems] == [("letters/course.md", 4)]


def test_course_whose_address_is_taken_in_the_cms_is_a_problem(run, files):
    run()
    mine = CoursePage(title="Mine", slug="mine", summary="Mine", estimated_minutes=5)
    CataloguePage.objects.get().add_child(instance=mine)
    files.change("letters/course.md", "slug: letters", "slug: mine")
    assert [(problem.file, problem.line) for problem in run().problems] == [("letters/course.md", 5)]


def test_picture_is_stored_once_under_its_key(run, small):
    run()
    picture = Picture.objects.get()
    assert (picture.key, picture.title, picture.collection.name) == (PICTURE_KEY, "A door", "Curriculum")
    assert (picture.width, picture.height) == (20, 10)
    figure = next(block for block in lesson().body if block.block_type == "figure")
    assert figure.value["image"] == picture
    assert figure.id == str(PICTURE_KEY)


def test_new_picture_file_replaces_the_old_one(run, small, django_capture_on_commit_callbacks):
    run()
    old = Picture.objects.get()
    small.change(SVG, "A door", "A gate")
    with django_capture_on_commit_callbacks(execute=True):
        report = run()
    new = Picture.objects.get()
    assert (report.made, report.changed) == (0, 0)
    assert new.pk == old.pk
    assert b"A gate" in new.file.read()
    assert new.file_hash != old.file_hash
    assert not default_storage.exists(old.file.name)


def test_picture_replaced_in_the_cms_is_kept(run, small):
    run()
    Picture.objects.update(file_hash="another")
    small.change(SVG, "A door", "A gate")
    report = run()
    assert [line.split(" (")[0] for line in report.kept] == ["picture “A door”"]
    assert run(overwrite=[PICTURE_KEY]).kept == ()
    assert b"A gate" in Picture.objects.get().file.read()


def test_new_definition_of_a_term_is_written(run, small):
    run()
    small.change("terms.yaml", "Who sits where.", "Who is placed where.")
    run()
    term = Term.objects.get(key=TERM_KEY)
    assert (term.definition, term.origin_language) == ("Who is placed where.", "fr")


def test_term_changed_in_the_cms_is_kept(run, small):
    run()
    Term.objects.filter(key=TERM_KEY).update(definition="Mine.")
    small.change("terms.yaml", "Who sits where.", "Who is placed where.")
    assert [line.split(" (")[0] for line in run().kept] == ["term “placement”"]
    assert run(overwrite=[TERM_KEY]).kept == ()
    assert Term.objects.get(key=TERM_KEY).definition == "Who is placed where."


def test_competency_whose_slug_is_taken_is_a_problem(run):
    Competency.objects.create(slug="courtesy", title="Another")
    assert [problem.file for problem in run().problems] == ["competencies.yaml"]


def test_dry_run_writes_nothing(run):
    before = state()
    report = run(dry_run=True)
    assert (report.made, report.problems) == (12, ())
    assert state() == before


def test_dry_run_after_an_import_writes_nothing(run, small):
    run()
    before = state()
    small.change(SVG, "A door", "A gate")
    small.change(DOOR, "title: Who opens", "title: Who shuts")
    assert run(dry_run=True).changed == 1
    assert state() == before


def test_dry_run_finds_what_the_publish_check_refuses(run, files):
    run()
    ModulePage.objects.get(slug="the-case").add_child(instance=LessonPage(title="Mine", slug="mine", summary="Mine"))
    files.change(DOOR, "slug: who-opens", "slug: mine")
    assert [(problem.file, problem.line) for problem in run(dry_run=True).problems] == [(DOOR, 4)]
