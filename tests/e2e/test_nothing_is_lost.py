"""What a learner achieved survives a dead worker and a queue that is away and comes back empty."""

from tests.e2e.player import Player

CERTIFICATES = """select c.id from courses_certificate c join courses_enrolment e on c.enrolment_id = e.id
                  join accounts_user u on e.learner_id = u.id where u.email = ?"""
NEARLY = "nearly@demo.example"


def finish_the_course(player):
    player.visitor.sign_in(NEARLY)
    player.visitor.go("/learn/")
    player.go_on(player.page.get_by_role("link", name="Continue", exact=True), "/learn/protocol")
    player.page.locator(".card__title a").first.click()
    player.go_on(player.button("Start"), "/attempts/")
    player.solve()
    player.visitor.go("/learn/")
    player.go_on(player.page.get_by_role("link", name="Confirm the name"), "/certificate/")
    player.press(player.button("Confirm this name"))
    player.page.get_by_text("Your certificate is being prepared.").wait_for()


def test_certificate_waits_for_worker_and_queue_and_comes_once(visit, stack):
    stack.worker.stop()
    stack.broker.stop()
    player = Player(visit(), keyboard=False)
    finish_the_course(player)
    assert stack.rows(CERTIFICATES, NEARLY) == []
    stack.start_broker()
    stack.flush_broker()
    stack.start_worker()
    assert len(stack.wait_for_rows(CERTIFICATES, NEARLY)) == 1
    stack.link_in_mail(NEARLY, r"http\S+/certificates/\S+")
    issues = "select count(*) from courses_certificateissue where certificate_id = ?"
    assert stack.rows(issues, *stack.rows(CERTIFICATES, NEARLY)[0]) == [(1,)]
    player.visitor.go("/learn/protocol-first-things-first/certificate/")
    player.page.get_by_text("Your certificate is ready.").wait_for()


def test_mail_asked_for_while_the_queue_was_away_arrives(visit, stack):
    stack.broker.stop()
    visitor = visit()
    visitor.go("/accounts/password/reset/")
    visitor.page.get_by_label("E-mail address").fill("halfway@demo.example")
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.page.wait_for_url("**/password/reset/done/")
    stack.start_broker()
    stack.link_in_mail("halfway@demo.example", r"http\S+/password/reset/key/\S+")
