import pytest
from django.core.exceptions import ValidationError

from tests.factories.rule_sets import make_rule_set, role_rule

pytestmark = pytest.mark.django_db


def problems(*rules, **fields):
    found = make_rule_set(live=False, rules=list(rules), **fields)
    with pytest.raises(ValidationError) as caught:
        found.full_clean()
    return caught.value.message_dict["rules"]


def test_a_disputed_rule_needs_its_jurisdiction():
    rule = role_rule("it", "near", role="interpreter", other="guest", disputed=True)
    message = "“The rule it” is disputed, so it may count only where it holds: name the jurisdiction."
    assert problems(rule, jurisdiction="") == [message]
    make_rule_set(rules=[rule], jurisdiction="Dubai").full_clean()


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (role_rule("it", ranks="mayor = consul"), "“The rule it”: write at least two ranks, each on its own line."),
        (role_rule("it", ranks="mayor\nMayor\nconsul"), "“The rule it”: name each role once."),
        (role_rule("it", "right_of", role="mayor", other="Mayor"), "“The rule it”: name each role once."),
    ],
)
def test_rules_that_cannot_be_kept_are_refused(rule, message):
    assert problems(rule) == [message]


def test_it_is_named_with_its_edition():
    found = make_rule_set(title="Home list", edition="2013")
    assert (str(found), found.content().name) == ("Home list, 2013", "Home list, 2013")
    found.edition = ""
    assert str(found) == "Home list"


def test_it_keeps_its_editions():
    found = make_rule_set()
    found.edition = "2019"
    found.save_revision().publish()
    assert [revision.as_object().edition for revision in found.revisions.order_by("pk")] == ["2013", "2019"]


@pytest.mark.parametrize("slug", ["Home_List", "home_list", "home--list", "-home"])
def test_a_short_name_that_no_file_can_have_is_refused(slug):
    with pytest.raises(ValidationError) as caught:
        make_rule_set(live=False, slug=slug).full_clean()
    assert "slug" in caught.value.message_dict
    assert "Write small letters, digits and single hyphens: british-columbia-2013." in caught.value.messages
