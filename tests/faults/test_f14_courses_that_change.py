"""F14: a course is edited, published again and deleted while people are in it; they finish on their version."""

from tests.faults.people import key_of

VERSIONS = """select distinct a.version_id, s.version_id, s.earned from assessments_attempt a
              join assessments_score s on s.attempt_id = a.id where a.key = ?"""


def version_of(stack, attempt):
    return stack.rows("select version_id from assessments_attempt where key = ?", key_of(attempt))[0][0]


def test_attempts_finish_on_the_version_they_began_on(stack):
    course = stack.hands.course()
    early, other = stack.person(), stack.person()
    begun, drafted = early.begin(course), other.begin(course)
    version = version_of(stack, begun)
    other.save(drafted, "b")

    stack.hands.edit(page=course["check"])
    late = stack.person()
    fresh = late.begin(course)
    assert version_of(stack, fresh) != version
    assert "New answer" in late.get(fresh).text
    assert "New answer" not in early.get(begun).text
    assert early.submit(begun, "a").url.endswith("/receipt/")
    assert stack.rows(VERSIONS, key_of(begun)) == [(version, version, 2_000_000)]

    stack.hands.delete(page=course["page"])
    assert early.get(f"{begun}review/").status_code == 200
    assert other.save(drafted, "a", base=1).json()["version"] == 2
    assert other.submit(drafted, "a", base_version=2).url.endswith("/receipt/")
    assert stack.rows(VERSIONS, key_of(drafted)) == [(version, version, 2_000_000)]
    assert late.submit(fresh, "b").url.endswith("/receipt/")
    assert stack.rows(VERSIONS, key_of(fresh))[0][2] == 2_000_000
