from tests.cms.importing.checking.conftest import CHECK

CASE = "welcome/02-the-case/01-early-guest.case.yaml"
FINAL = "welcome/final.exam.yaml"
THIRD = """\
  - id: {id}
    mode: single
    prompt: And then?
    options:
      - {{id: one, text: "{one}", right: {right}}}
      - {{id: two, text: "{two}", right: {wrong}}}
      - {{id: three, text: Leave it, right: false}}
      - {{id: four, text: Laugh, right: false}}
"""
TALK = """\
key: "55555555-0000-4000-8000-000000000077"
kind: negotiation
slug: talk
title: The coat
you: The host
counterpart: The guest
persona: linear
instructions: Take the coat.
issues:
  - id: coat
    text: The coat
    options:
      - {id: off, text: "off", yours: 30, theirs: 0}
      - {id: half, text: half, yours: 20, theirs: 5}
      - {id: open, text: open, yours: 10, theirs: 8}
      - {id: "on", text: "on", yours: 0, theirs: 10}
  - id: hat
    text: The hat
    options:
      - {id: off, text: "off", yours: 5, theirs: 0}
      - {id: kept, text: kept, yours: 0, theirs: 20}
reserve: 0
their_reserve: 0
points: 10
"""


PEN = """\
key: "55555555-0000-4000-8000-000000000078"
kind: redpen
slug: pen
title: The letter
document: A letter
verbs:
  - {id: keep, text: Keep, effect: keep}
  - {id: change, text: Change, effect: change}
clauses:
  - id: aim
    text: You must come.
    verb: change
    wordings: [{id: may, text: You may come., right: true}, {id: will, text: You will come., right: false}]
  - {id: end, text: Yours., verb: keep}
"""


def question(number, *, first):
    right, wrong = ("true", "false") if first else ("false", "true")
    return THIRD.format(id=f"q{number}", one="Wave it", two="Hold it", right=right, wrong=wrong)


def add(files, *questions):
    files.write(CHECK, (files.root / CHECK).read_text() + "".join(questions))


def test_a_check_that_the_first_answers_pass_is_named(files, faults):
    add(files, *(question(number, first=True) for number in range(4)))
    assert (
        f"{CHECK}:1: Who always chooses “first” gets 100 %, and passes. Mix the order, or write other options."
        in faults()
    )


def test_a_check_whose_answers_are_mixed_is_no_fault(files, faults):
    files.change(CHECK, "pass_percent: 60", "pass_percent: 90")
    add(files, *(question(number, first=number % 2) for number in range(6)))
    assert [fault for fault in faults("pass") if fault.startswith(CHECK)] == []


def test_of_two_questions_nobody_says_who_passes(faults):
    assert [fault for fault in faults("Who always") if CHECK in fault] == []


def test_a_final_assessment_is_not_passed_by_lot(faults):
    assert [
        fault for fault in faults("at most 2 should") if fault.startswith(f"{FINAL}:1: Answers drawn by lot pass in ")
    ]


def test_a_case_that_rewards_its_worst_path_is_named(files, faults):
    files.change(CASE, "quality: harmful", "quality: acceptable")
    files.change(CASE, "quality: poor", "quality: acceptable")
    assert f"{CASE}:1: The worst path earns something. Let what is chosen there cost more." in faults()


def test_a_choice_on_the_way_to_full_marks_that_is_not_rated_best_is_named(files, faults):
    assert faults("which is not rated best") == []
    files.change(CASE, "quality: best, next: hall", "quality: best, next: in")
    files.change(CASE, "quality: acceptable, next: hall", "quality: poor, next: hall")
    assert faults("which is not rated best") == [
        f"{CASE}:1: After “shout” in “bell”, which is not rated best, full marks are possible. Let it cost more."
    ]


def test_the_best_path_is_the_only_one_unless_the_case_is_contested(files, faults):
    assert faults("not the only one") == []
    files.change(CASE, "quality: acceptable, next: hall", "quality: best, next: hall")
    assert faults("not the only one") == [
        (
            f"{CASE}:1: The best path is not the only one: in “bell” two choices lose nothing. "
            "Rate one of them lower, or tag the case contested."
        )
    ]
    files.change(CASE, "points: 20", "points: 20\ntags: [contested]")
    assert faults("not the only one") == []


def test_what_publishing_would_refuse_is_named(files, faults):
    files.change(
        "welcome/01-the-door/01-who-opens.md", "01-who-opens.order.yaml]", "01-who-opens.order.yaml, pen.yaml]"
    )
    files.write("welcome/01-the-door/pen.yaml", PEN)
    assert [fault.startswith("welcome/01-the-door/pen.yaml:") for fault in faults("give that away")] == [True]


def test_what_cannot_be_played_says_why(files, faults):
    files.change(
        CASE,
        "{id: coat, text: Take the coat, quality: best, next: in}",
        "{id: coat, text: A, quality: best, next: bell}",
    )
    assert [fault for fault in faults("circle") if CASE in fault]


def talk(files, text):
    files.change(
        "welcome/01-the-door/01-who-opens.md", "01-who-opens.order.yaml]", "01-who-opens.order.yaml, talk.yaml]"
    )
    files.write("welcome/01-the-door/talk.yaml", text)


def test_talks_leave_room(files, faults):
    talk(files, TALK)
    assert faults("not bettered by another") == []


def test_a_talk_with_few_good_deals_is_named(files, faults):
    talk(files, TALK.replace("reserve: 0", "reserve: 5"))
    assert [fault.partition(": Only ")[2][:1] for fault in faults("not bettered by another")] == ["3"]


def test_a_talk_without_a_deal_is_declared(files, faults):
    lost = TALK.replace("reserve: 0", "reserve: 34", 1).replace("their_reserve: 0", "their_reserve: 5")
    talk(files, lost)
    assert len(faults("Only 0 deals")) == 1
    files.write("welcome/01-the-door/talk.yaml", f"{lost}tags: [impasse]\n")
    assert faults("deals that both can accept") == []
    files.write("welcome/01-the-door/talk.yaml", f"{TALK}tags: [impasse]\n")
    assert len(faults("It is tagged as an impasse")) == 1
