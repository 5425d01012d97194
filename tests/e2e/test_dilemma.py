"""The dilemma of the week on a phone: from the mail to the reasons, without signing in, and no more mail after that."""

import re

from tests.e2e.conftest import PHONE
from tests.e2e.player import Player

WHO = "nearly@demo.example"
# A Wednesday at noon, some weeks after the demo's people did their lessons: then mail goes out.
LATER = """
import datetime, time_machine
from django.utils import timezone
from accounts.models import User
from accounts.services import outbox
from courses import services
noon = timezone.now().replace(hour=12) + datetime.timedelta(weeks=3)
User.objects.filter(email="{who}").update(dilemma_mail="weekly")
with time_machine.travel(noon + datetime.timedelta(days=(2 - noon.weekday()) % 7), tick=False):
    print(services.send_dilemmas())
    while outbox.sweep():
        pass
"""


def test_a_dilemma_is_answered_from_the_mail(visit, stack):
    assert stack.manage("shell", "-c", LATER.format(who=WHO)).strip().endswith("1")
    link = stack.link_in_mail(WHO, r"http\S+/learn/dilemma/answer/\S+")
    for scanner in range(2):
        visit().go(link)
        assert stack.rows("SELECT count(*) FROM courses_dilemma WHERE attempt_key IS NULL") == [(1,)], scanner
    visitor = visit(viewport=PHONE)
    player, page = Player(visitor, keyboard=True), visitor.page
    visitor.go(link)
    visitor.look("dilemma")
    main = page.get_by_role("main")
    main.get_by_role("button", name="Send my answer").click()
    main.get_by_role("alert").wait_for()
    visitor.look("dilemma-incomplete")
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        player.tick(page.locator(f'input[name="{name}"]').first)
    with page.expect_navigation():
        player.press(player.button("Send my answer"))
    main.get_by_role("heading", name="The reasons").wait_for()
    visitor.look("dilemma-answered")
    assert stack.rows("SELECT count(*) FROM courses_dilemma WHERE attempt_key IS NOT NULL") == [(1,)]
    stop = stack.link_in_mail(WHO, r"http\S+/learn/dilemma/stop/\S+")
    visitor.go(stop)
    visitor.look("dilemma-stop")
    with page.expect_navigation():
        player.press(player.button("Stop these messages"))
    main.get_by_text(re.compile("you get no more of these messages")).wait_for()
    assert stack.rows("SELECT dilemma_mail FROM accounts_user WHERE email = ?", WHO) == [("off",)]
