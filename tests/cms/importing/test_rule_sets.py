"""Rule sets from their files: published before the exercises that name them, and kept where the CMS changed them."""

import pytest

from assessments.models import Exercise
from cms.exporting.programme import export_programme
from cms.importing.programme import import_programme
from cms.models import CoursePage, ImportRecord, PlacementExercisePage, RuleSet

FOLDER = "letters/01-first-line"
LESSON, FILE, SET = f"{FOLDER}/01-dear.md", f"{FOLDER}/01-dear.extra.yaml", "rule-sets/home.yaml"
RULE_SET = """key: 3a6f5a8e-6d0d-4a44-9a58-0f0d8f0f7a01
slug: home
title: Home list
jurisdiction: Home
edition: "2013"
as_of: 2013-03-27
review_on: 2090-01-01
sources:
  - {text: The list, mark: primary, note: Read in the archive.}
rules:
  - id: first
    type: order
    text: Consuls first.
    ranks: [[head of post], [local mayor, deputy mayor]]
    source: line 15
    mark: secondary
    why: So it says.
    weight: 3
    topic: who
  - {id: date, type: seniority, text: By date., role: head of post, mark: primary}
  - {id: ear, type: near, text: An ear., role: guest, other: interpreter, steps: 2, mark: primary, disputed: true}
  - {id: hand, type: right_of, text: A hand., role: local mayor, other: host, mark: primary, hard: true, weight: 20}
  - {id: flag, type: order, text: Flags., ranks: [[flag], [banner]], measure: centre, mark: primary}
"""
LAB = """key: 1a6f5a8e-6d0d-4a44-9a58-0f0d8f0f7a02
kind: placement
slug: extra
title: One more
minutes: 3
max_tries: 0
pass_percent: 60
practice: true
weight: 1
prompt: Seat them.
layout: round
size: 4
guests:
  - {id: host, text: The host, place: 1, roles: [host]}
  - {id: mayor, text: The mayor, roles: [local mayor]}
  - {id: old, text: The old consul, roles: [head of post], since: 2009-12-01}
  - {id: young, text: The young consul, roles: [head of post], since: 2011}
rule_sets: [home]
weights: {who: 5}
"""


@pytest.fixture
def lab(files):
    files.remove("welcome")
    files.change(LESSON, "done_by: said", "done_by: said\nexercises: [01-dear.extra.yaml]")
    files.write(FILE, LAB)
    files.write(SET, RULE_SET)
    return files


def definition():
    page = PlacementExercisePage.objects.get()
    return Exercise.objects.get(key=page.translation_key).current_version.definition


def test_a_rule_set_is_published_and_copied(lab, run):
    assert lab.problems() == []
    assert run().problems == ()
    found = RuleSet.objects.get()
    assert (found.live, str(found), found.as_of.isoformat()) == (True, "Home list, 2013", "2013-03-27")
    made = definition()
    assert [rule["id"] for rule in made["rules"]] == ["s1-first", "s1-date", "s1-hand"]
    assert made["rules"][0]["weight"] == 5
    assert made["rules"][1]["guests"] == [["old"], ["young"]]


def test_a_second_import_changes_nothing(lab, run):
    run()
    revisions = RuleSet.objects.get().revisions.count()
    report = run()
    assert (report.made, report.changed, report.kept) == (0, 0, ())
    assert RuleSet.objects.get().revisions.count() == revisions


def test_a_new_edition_in_the_files_reaches_their_exercises(lab, run):
    run()
    lab.change(SET, '"2013"', '"2019"')
    assert run().changed == 1
    assert definition()["rule_sets"][0]["edition"] == "2019"


def test_a_rule_set_changed_in_the_cms_is_kept(lab, run):
    run()
    found = RuleSet.objects.get()
    found.edition = "mine"
    found.save_revision()
    lab.change(SET, '"2013"', '"2019"')
    assert [line.split(" (")[0] for line in run().kept] == ["rule set “Home list”"]
    assert RuleSet.objects.get().edition == "2013"
    assert run(overwrite=[found.key]).kept == ()
    assert RuleSet.objects.get().edition == "2019"


def test_a_rule_set_whose_slug_is_taken_is_a_problem(lab, run):
    run()
    lab.change(SET, "7a01", "7a09")
    (problem,) = run().problems
    assert (problem.file, problem.line) == (SET, 2)
    assert problem.message == "The slug “home” belongs to another rule set here. Choose another word."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("slug: home", f"slug: {'long-' * 13}end", 2, "“slug” is longer than 60 characters. Shorten it."),
        ("as_of: 2013-03-27", "as_of: spring 2013", 6, "“as_of” must be a day such as 2026-11-22."),
        ("as_of: 2013-03-27\n", "", 1, "“as_of” is missing. Write it."),
        (
            "jurisdiction: Home\n",
            "",
            20,
            "A disputed rule may count only where it holds. Name the jurisdiction of the set.",
        ),
        ("mark: secondary", "mark: general", 16, "What is only general knowledge must not decide a score. Leave this"),
        ("mark: secondary", "mark: rumour", 16, "“mark” must be one of: primary, secondary."),
        (
            "[[head of post], [local",
            "[[head of post, local",
            14,
            "“ranks” holds at least two ranks, and each role once.",
        ),
        ("[[flag], [banner]]", "[[flag], [flag]]", 23, "“ranks” holds at least two ranks, and each role once."),
        ("[[flag], [banner]]", "[[flag], [a=b]]", 23, "Each rank is a list of roles: texts of at most 150 characters"),
        ("[[flag], [banner]]", "[flag, []]", 23, "Each rank is a list of roles: texts of at most 150 characters"),
        ("measure: centre", "measure: middle", 23, "“measure” must be one of: host, side-a"),
        ("type: seniority", "type: age", 21, "“type” must be one of: order, seniority, right_of, near."),
        ("id: date", "id: first", 21, "Two rules have the id “first” (see line "),
        (
            "other: host, mark",
            "other: Local  Mayor, mark",
            22,
            "“role” and “other” are the same role. Name each role once.",
        ),
        ("other: interpreter", "other: GUEST", 22, "“role” and “other” are the same role. Name each role once."),
        ("title: Home list", "titel: Home list", 3, "“titel” is not a field here; remove it. Did you mean “title”?"),
    ],
)
def test_what_is_wrong_with_a_rule_set_is_said(lab, old, new, line, message):
    lab.change(SET, old, new)
    found = [problem for problem in lab.read().problems if problem.message.startswith(message)]
    assert [problem.file for problem in found] == [SET]
    assert abs(found[0].line - line) <= 2
    assert lab.read().has_shared_problems()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[home]", "[away]", "There is no rule set “away”. Add it to the folder rule-sets or correct it."),
        ("{who: 5}", "{who: 500}", "“who” must be a whole number from 1 to 100."),
        ("{who: 5}", "5", "“weights” must be a list of fields, each written as name: value."),
        (
            "since: 2011}",
            "since: spring 2011}",
            "“since” must be a year, a month or a day: 2011, 2011-03 or 2011-03-24.",
        ),
        (
            "since: 2011}",
            "since: 2011-77-99}",
            "“since” must be a year, a month or a day: 2011, 2011-03 or 2011-03-24.",
        ),
        ("[home]", "[home, home]", "The rule set “home” is named twice. Name it once."),
        ("rule_sets: [home]\nweights: {who: 5}\n", "", "“rules” is missing. Write it."),
    ],
)
def test_what_is_wrong_with_the_exercise_is_said(lab, old, new, message):
    lab.change(FILE, old, new)
    assert message in [problem.message for problem in lab.read().problems if problem.file == FILE]


def test_two_rule_sets_with_one_slug_are_a_problem(lab):
    lab.write("rule-sets/other.yaml", RULE_SET.replace("7a01", "7a09"))
    assert "rule-sets/other.yaml:2: The rule set in rule-sets/home.yaml has the same slug “home”. Change one." in (
        lab.problems()
    )


def test_a_rule_set_that_cannot_be_read_keeps_everything_back(lab, run):
    lab.write(SET, "- nothing")
    report = run()
    assert (report.made, RuleSet.objects.count()) == (0, 0)
    message = "The file must be a list of fields, each written as name: value."
    assert (SET, message) in [(problem.file, problem.message) for problem in report.problems]


def test_an_exercise_that_names_a_role_nobody_knows_is_refused(lab, run):
    lab.change(FILE, "[local mayor]", "[lord mayor]")
    (problem,) = run().problems
    assert (problem.file, problem.message.split(". They know")[0]) == (
        FILE,
        "“The mayor”: no rule set here knows the role “lord mayor”",
    )


def test_rule_sets_and_roles_make_the_round_trip(lab, run, tmp_path):
    run()
    first = exported(tmp_path / "first")
    assert "- deputy mayor\n    source: line 15\n    mark: secondary\n" in first[SET]
    for page in CoursePage.objects.all():
        page.delete()
    for model in (ImportRecord, RuleSet):
        model.objects.all().delete()
    import_programme(tmp_path / "first", say=str)
    assert exported(tmp_path / "second") == first


def test_a_rule_set_that_is_not_published_is_left_out_or_written_as_a_draft(lab, run, tmp_path):
    run()
    RuleSet.objects.update(live=False)
    report = export_programme(tmp_path / "out", say=str)
    assert report.left_out == ("rule set “Home list” is not published.",)
    assert "There is no rule set “home”." in report.problems[0].message
    found = RuleSet.objects.get()
    found.edition = "2019"
    found.save_revision()
    drafts = export_programme(tmp_path / "drafts", say=str, drafts=True)
    assert drafts.problems == ()
    assert 'edition: "2019"' in (tmp_path / "drafts" / SET).read_text().replace("'", '"')


def test_a_rule_set_that_is_gone_is_a_problem_of_the_export(lab, run, tmp_path):
    run()
    RuleSet.objects.all().delete()
    report = export_programme(tmp_path / "out", say=str)
    assert "One of the rule sets is gone. Choose another." in [problem.message for problem in report.problems]


def exported(folder):
    assert export_programme(folder, say=str).problems == ()
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.*") if path.is_file()}
