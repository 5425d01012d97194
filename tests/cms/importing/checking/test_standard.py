import pytest

from cms.importing.checking.mapping import NAME

CASE = "welcome/02-the-case/01-early-guest.case.yaml"
COUNTRIES = "functions: {}\nepisodes: {}\njurisdictions: {New Zealand: [Wellington], There: [There]}\nwishes: []\n"


def test_a_case_says_on_which_country_it_turns(files, faults):
    files.write(NAME, COUNTRIES)
    assert faults("or that it is fictional") == [
        f"{CASE}:1: A case says by a tag on which country it turns, or that it is fictional."
    ]
    for tag in ("new-zealand", "fictional"):
        files.change(CASE, "minutes: 6", f"tags: [{tag}]\nminutes: 6")
        assert faults("or that it is fictional") == []
        files.change(CASE, f"tags: [{tag}]\n", "")


def test_no_country_has_more_than_a_quarter_of_the_cases(files, faults):
    files.write(NAME, COUNTRIES)
    files.change(CASE, "minutes: 6", "tags: [new-zealand]\nminutes: 6")
    assert faults("a quarter") == [
        f"{NAME}:1: 1 of 1 cases turn on New Zealand; a quarter is the most. Set some elsewhere."
    ]
    files.change(CASE, "new-zealand", "fictional")
    assert faults("a quarter") == []


@pytest.mark.parametrize(
    ("name", "there", "words"),
    [
        ("lessons", 2, "lessons"),
        ("questions", 3, "questions"),
        ("cases", 1, "case-study exercises"),
        ("branches", 0, "branching cases with 12 decision points or more"),
        ("labs", 0, "protocol labs, those to try among them"),
        ("terms", 2, "terms of the glossary"),
    ],
)
def test_the_programme_as_a_whole_holds_enough(files, faults, name, there, words):
    files.write(NAME, f"{COUNTRIES}least: {{{name}: 9}}\n")
    assert faults("The programme holds") == [f"{NAME}:1: The programme holds {there} {words}; 9 are the least."]
    if there:
        files.write(NAME, f"{COUNTRIES}least: {{{name}: {there}}}\n")
        assert faults("The programme holds") == []


def test_only_what_is_counted_can_be_asked_for(files, faults):
    files.write(NAME, f"{COUNTRIES}least: {{songs: 3}}\n")
    assert len(faults("“songs” is not counted. Use: lessons, questions,")) == 1


def test_what_is_asked_for_by_name_is_there(files, faults):
    files.write(NAME, f"{COUNTRIES}named: {{a door: [welcome/who-opens/check], a roof: [], a wall: [welcome/wall]}}\n")
    assert faults("a door") == []
    assert faults("a roof: nothing in the programme is this.")
    assert faults("a wall: there is no page welcome/wall.")
