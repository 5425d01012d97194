import datetime

import pytest
from django.utils import timezone

from accounts.enums import Role
from cms.selectors import waiting_for
from cms.services import access, publishing
from tests.factories import cms as make
from tests.factories.accounts import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def person(role):
    user = make_user(display_name=f"The {role}")
    make_membership(user=user, organisation=make_organisation(), role=role)
    access.sync_editor(user_id=user.pk)
    return user


@pytest.fixture
def module(db):
    return make.make_tree()[1]


def titles(pages):
    return [page.title for page in pages]


def submit(lesson, author):
    lesson.save_revision(user=author)
    lesson.get_workflow().start(lesson, author)


def test_nothing_waits_on_a_new_site(module):
    assert not waiting_for(person(Role.AUTHOR))


def test_pages_wait_for_those_whose_step_it_is(module):
    author, reviewer, publisher = (person(role) for role in (Role.AUTHOR, Role.REVIEWER, Role.PUBLISHER))
    lesson = make.make_lesson(parent=module, live=False, title="The door")
    submit(lesson, author)
    [page] = waiting_for(reviewer).to_review
    assert (page.title, page.parent, page.step, page.by) == ("The door", module.title, "Review", "The author")
    assert not waiting_for(publisher)
    assert [(page.title, page.step) for page in waiting_for(author).sent] == [("The door", "Review")]
    lesson.current_workflow_task_state.approve(user=reviewer)
    assert (titles(waiting_for(reviewer).to_review), titles(waiting_for(publisher).to_review)) == ([], ["The door"])
    assert titles(waiting_for(make_user(is_superuser=True)).to_review) == ["The door"]


def test_what_was_sent_back_waits_for_its_author(module):
    author = person(Role.AUTHOR)
    lesson = make.make_lesson(parent=module, live=False, title="The door")
    submit(lesson, author)
    lesson.current_workflow_task_state.reject(user=person(Role.REVIEWER))
    submit(make.make_lesson(parent=module, live=False, title="The gate"), author)
    waiting = waiting_for(author)
    assert [(page.title, page.step) for page in waiting.sent] == [("The door", ""), ("The gate", "Review")]
    assert waiting.drafts == ()


def test_drafts_are_listed_with_what_stopped_them_until_they_change(module):
    author = person(Role.AUTHOR)
    lesson = make.make_lesson(parent=module, live=False, title="The door", summary="")
    lesson.save_revision(user=author, clean=False)
    assert [(page.title, page.problems) for page in waiting_for(author).drafts] == [("The door", 0)]
    publishing.note_refusal(lesson, publishing.problems_of(lesson), author)
    assert [page.problems for page in waiting_for(author).drafts] == [1]
    lesson.save_revision(user=author, clean=False)
    assert [page.problems for page in waiting_for(author).drafts] == [0]
    assert not waiting_for(person(Role.REVIEWER))


def test_what_has_a_date_is_listed_with_it(module):
    soon = timezone.now() + datetime.timedelta(hours=1)
    lesson = make.make_lesson(parent=module, live=False, title="The door", go_live_at=soon)
    publishing.publish(lesson)
    waiting = waiting_for(person(Role.PUBLISHER))
    assert [(page.title, page.at) for page in waiting.scheduled] == [("The door", soon)]


def test_statements_do_not_grow_with_the_pages(module, django_assert_num_queries):
    instructor = person(Role.INSTRUCTOR)

    def one_of_each():
        soon = timezone.now() + datetime.timedelta(hours=1)
        submit(make.make_lesson(parent=module, live=False), instructor)
        make.make_lesson(parent=module, live=False).save_revision(user=instructor)
        publishing.publish(make.make_lesson(parent=module, live=False, go_live_at=soon))
        sent_back = make.make_lesson(parent=module, live=False)
        submit(sent_back, instructor)
        sent_back.current_workflow_task_state.reject(user=instructor)

    one_of_each()
    with django_assert_num_queries(8):
        waiting_for(instructor)
    one_of_each()
    one_of_each()
    with django_assert_num_queries(8):
        waiting_for(instructor)
