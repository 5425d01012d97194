import uuid

import pytest
from django.urls import reverse

from assessments import services
from tests.factories.accounts import make_user
from tests.factories.assessments import RIGHT, WRONG, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

KINDS = ["choice", "order", "branch", "numeric", "match", "sjt", "placement", "intray", "redpen", "network", "hotspot"]
KINDS += ["negotiation"]
PAGES = ["attempt", "receipt", "review"]
OWN = "/learn/protocol/"


def start(kind, learner, **policy):
    return make_attempt(make_published_exercise(kind, **policy), learner)


def url(name, attempt, query=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + query


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", PAGES)
def test_pages_of_somebody_else_do_not_exist(signed_in, kind, page):
    attempt = finish_attempt(start(kind, make_user()), is_right=True)
    assert signed_in.get(url(page, attempt)).status_code == 404
    assert signed_in.get(reverse(f"assessments:{page}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_the_signed_out_to_sign_in(client, learner, page):
    address = url(page, start("choice", learner))
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={address}")


def test_a_knowledge_check_is_a_form_with_groups(signed_in, learner):
    attempt = start("choice", learner)
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count("<fieldset") == 2
    assert page.count('type="radio" name="q-q1"') == 2
    assert page.count('type="checkbox" name="q-q2"') == 4
    assert "Question 1 of 2" in page
    assert "Nothing saved yet" in page
    assert url("save", attempt) in page


def test_saved_answers_are_shown_again(signed_in, learner):
    attempt = start("choice", learner)
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=RIGHT["choice"])
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count(" checked>") == 3
    assert 'name="base_version" value="1"' in page
    assert "Saved at" in page


def test_two_versions_are_shown_with_a_choice(signed_in, learner):
    attempt = start("choice", learner)
    for seq, response in [("a", RIGHT["choice"]), ("b", WRONG["choice"])]:
        services.save_response(attempt_id=attempt.pk, client_seq=seq, base_version=0, response=response)
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert "There are two versions of your answers" in page
    assert page.count('<input type="hidden" name="q-q2" value="c">') == 1
    assert page.count('<input type="hidden" name="q-q2" value="b">') == 1


def test_an_order_has_buttons_with_names(signed_in, learner):
    page = text_of(signed_in.get(url("attempt", start("order", learner))))
    assert page.count('name="order"') == 4
    assert 'value="gov:up" aria-label="Move Governor up"' in page
    assert 'value="clerk:down" aria-label="Move City clerk down"' in page
    assert page.count('aria-disabled="true"') == 2


def test_a_case_shows_the_scene_and_what_happened(signed_in, learner):
    attempt = start("branch", learner)
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert "The plane is early" in page
    assert "The mayor asks" not in page
    services.make_move(attempt_id=attempt.pk, step=1, move="wait")
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert "The guests stand in the hall." in page
    assert "The car is on its way." not in page
    assert 'name="step" value="2"' in page


def test_a_finished_case_offers_to_submit(signed_in, learner):
    attempt = start("branch", learner)
    for step, option in enumerate(["call", "brief"], 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=option)
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert "A warm welcome" in page
    assert f'action="{url("submit", attempt)}"' in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_get_writes_nothing(signed_in, learner, statements, kind):
    attempt = start(kind, learner)
    done = finish_attempt(start(kind, learner), is_right=False)
    for page, which in [("attempt", attempt), ("receipt", done), ("review", done)]:
        with statements() as made:
            signed_in.get(url(page, which))
        assert [sql for sql in made.counted if not sql.startswith("SELECT")] == []


def test_a_closed_attempt_leads_to_its_review(signed_in, learner):
    attempt = finish_attempt(start("choice", learner), is_right=True)
    response = signed_in.get(url("attempt", attempt, f"?next={OWN}"))
    assert (response.status_code, response["Location"]) == (302, url("review", attempt, "?next=%2Flearn%2Fprotocol%2F"))


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        (OWN, True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_our_own_pages_are_gone_back_to(signed_in, learner, sent, is_kept):
    attempt = start("choice", learner)
    page = text_of(signed_in.get(url("attempt", attempt), {"next": sent}))
    assert (sent in page) is is_kept


@pytest.mark.parametrize("notice", ["other-tab", "no-move", "differ", "nonsense"])
def test_only_known_notices_are_shown(signed_in, learner, notice):
    page = text_of(signed_in.get(url("attempt", start("branch", learner), f"?notice={notice}")))
    assert ('id="notice"' in page) is (notice != "nonsense")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("choice", "2 questions are not answered yet"), ("order", "not confirmed yet"), ("branch", "not finished yet")],
)
def test_what_is_unanswered_is_listed(signed_in, learner, kind, words):
    page = text_of(signed_in.get(url("attempt", start(kind, learner), "?unanswered=1")))
    assert words in page
    assert ("Submit with questions unanswered" in page) is (kind == "choice")


@pytest.mark.parametrize("kind", KINDS)
def test_a_receipt_shows_number_time_and_answers(signed_in, learner, kind):
    attempt = finish_attempt(start(kind, learner), is_right=True)
    page = text_of(signed_in.get(url("receipt", attempt)))
    assert attempt.key.hex[:8].upper() in page
    words = {"choice": "The guest", "order": "Governor", "branch": "Call the driver", "numeric": "725 centimetres"} | {
        "match": "Checks the badges",
        "sjt": "Call the consul now: 6",
        "placement": "1 to the left",
        "intray": "Thank you for your letter.",
        "redpen": "Change: The parties intend to meet.",
        "negotiation": "School classes: Twelve of them",
        "network": "The pact",
        "hotspot": "The left flag",
    }
    assert words[kind] in page
    assert url("review", attempt) in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_right", [True, False])
def test_a_review_gives_score_and_way_on(signed_in, learner, kind, is_right):
    attempt = finish_attempt(start(kind, learner), is_right=is_right)
    page = text_of(signed_in.get(url("review", attempt, f"?next={OWN}")))
    assert ("Passed" in page) is is_right
    assert ("Full marks." in page) is is_right
    assert "How this was scored" in page
    assert f'href="{OWN}"' in page


def test_a_review_of_a_case_puts_the_costliest_decision_first(signed_in, learner):
    attempt = finish_attempt(start("branch", learner, max_tries=1), is_right=False)
    page = text_of(signed_in.get(url("review", attempt)))
    assert "Decision 2, “The mayor asks”, cost you" in page
    assert page.index("What cost you most") < page.index("Your path, decision by decision")
    assert "Harmful" in page
    assert "The road not taken" in page


def test_a_review_leads_to_another_try_until_the_exercise_is_passed(signed_in, learner):
    exercise = make_published_exercise(max_tries=3)
    failed = finish_attempt(make_attempt(exercise, learner), is_right=False)
    assert "Try again</a>" in text_of(signed_in.get(url("review", failed, f"?next={OWN}")))
    assert "Try again</a>" not in text_of(signed_in.get(url("review", failed)))
    passed = finish_attempt(make_attempt(exercise, learner), is_right=True)
    for attempt in (failed, passed):
        page = text_of(signed_in.get(url("review", attempt, f"?next={OWN}")))
        assert "Go on</a>" in page
        assert "Try again</a>" not in page


def test_a_review_counts_tries(signed_in, learner):
    exercise = make_published_exercise(max_tries=3)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    second = finish_attempt(make_attempt(exercise, learner), is_right=False)
    page = text_of(signed_in.get(url("review", second)))
    assert "You have 1 try left" in page
    assert "What counts so far: 0 %" in page


@pytest.mark.parametrize(
    ("name", "method"), [("attempt", "put"), ("receipt", "post"), ("review", "post"), ("save", "get")]
)
def test_other_methods_are_refused(signed_in, learner, name, method):
    assert getattr(signed_in, method)(url(name, start("choice", learner))).status_code == 405


def test_numbers_are_fields_with_labels_and_units(signed_in, learner):
    page = text_of(signed_in.get(url("attempt", start("numeric", learner))))
    assert page.count('inputmode="decimal"') == 2
    assert '<label class="field__label" for="n-q1-number">' in page
    assert '<select id="u-q1" name="u-q1">' in page
    assert 'name="u-q2"' not in page


def test_a_near_number_is_explained(signed_in, learner):
    attempt = start("numeric", learner, practice=True)
    answers = {"answers": {"q1": {"value": "7,45", "unit": "m"}, "q2": {"value": "4321", "unit": ""}}}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=answers)
    page = text_of(signed_in.get(url("review", attempt)))
    assert "Nearly right" in page
    assert "Up to 0.11 metres more or less was accepted." in page
    assert "Only this number was accepted." in page


def test_pairs_are_native_selects_with_labels(signed_in, learner):
    attempt = start("match", learner)
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=WRONG["match"])
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count("<select") == 3
    assert '<label class="field__label" for="m-gate">Gate</label>' in page
    assert page.count(" selected>") == 3
    assert "You have chosen “Shows the seats” more than once." in page


def test_the_debrief_of_pairs_counts_first_and_names_them_when_due(signed_in, learner):
    attempt = finish_attempt(start("match", learner), is_right=False)
    page = text_of(signed_in.get(url("review", attempt)))
    assert "1 of 3 pairs is right" in page
    assert "You chose “Shows the seats” more than once" in page
    assert ">Right<" not in page
    assert "Belongs to it" not in page
    done = finish_attempt(start("match", learner, practice=True), is_right=False)
    page = text_of(signed_in.get(url("review", done)))
    assert page.count("Belongs to it") == 2
    assert page.count(">Right<") == 1


def test_ratings_are_native_radio_buttons_with_named_ends(signed_in, learner):
    attempt = start("sjt", learner)
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=WRONG["sjt"])
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count('type="radio"') == 3 * 7
    assert page.count(" checked>") == 3
    assert "<legend>Call the consul now</legend>" in page
    assert "very poor" in page
    assert "No panel has rated these options yet." in page
    assert "expert" not in page.lower()


def test_the_best_and_the_worst_are_two_columns(signed_in, learner):
    attempt = start("sjt", learner, structure={"mode": "best-worst"})
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count('name="best-flag"') == page.count('name="worst-flag"') == 3
    assert "Worst: Ask your chief" in page


def test_the_debrief_of_a_provisional_key_speaks_of_its_authors(signed_in, learner):
    attempt = finish_attempt(start("sjt", learner, practice=True), is_right=False)
    page = text_of(signed_in.get(url("review", attempt)))
    assert "rating: 7" in page
    assert "Your rating: 2" in page
    assert "You put “Ask your chief” above “Call the consul now”." in page
    assert "The authors see it the other way round." in page
    assert "CANARY on “Ask your chief”" in page
    assert "raters" not in page
    assert "expert" not in page.lower()


PANEL = {"call": [7] * 8 + [4], "ask": [5] * 9, "wait": [1, 2] * 4 + [1]}
JUDGED = [{"id": "flag", "options": [{"id": option, "ratings": ratings} for option, ratings in PANEL.items()]}]


@pytest.mark.parametrize(
    ("mode", "response", "said"),
    [
        ("rate", WRONG["sjt"], ["How 9 people rated it", "8 of 9 raters say the reverse.", "Your rating: 2"]),
        ("rank", {"answers": {"flag": {"call": 2, "ask": 1, "wait": 1}}}, ["Your place: 2", "Place by the ratings: 1"]),
        (
            "best-worst",
            {"answers": {"flag": {"best": "ask", "worst": "wait"}}},
            ["Rated best", "You picked it as the best"],
        ),
    ],
)
def test_the_debrief_of_a_panel_shows_its_ratings(signed_in, learner, mode, response, said):
    structure = {"mode": mode, "panel": "panel", "scenarios": JUDGED}
    attempt = start("sjt", learner, practice=True, structure=structure)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    page = text_of(signed_in.get(url("review", attempt)))
    assert [words for words in said if words not in page] == []
    assert "No panel has rated" not in page


@pytest.mark.parametrize("mode", ["rate", "rank", "best-worst"])
def test_before_the_key_is_due_a_scenario_says_only_what_it_cost(signed_in, learner, mode):
    attempt = start("sjt", learner, structure={"mode": mode, "panel": "panel", "scenarios": JUDGED})
    response = {"answers": {"flag": {"best": "wait", "worst": "call"}}} if mode == "best-worst" else WRONG["sjt"]
    if mode == "rank":
        response = {"answers": {"flag": {"call": 3, "ask": 2, "wait": 1}}}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    page = text_of(signed_in.get(url("review", attempt)))
    assert "This cost you 10 points." in page
    assert [
        words for words in ("raters", "people rated", "Rated best", "by the ratings:", "CANARY") if words in page
    ] == []
