"""Somebody who takes a course in a browser, by keyboard alone or by single clicks."""

import json
import re
import uuid

from assessments.rules import registry
from tests.e2e.waiting import until

MOST_TABS = 400


class Player:
    """Acts on a visitor's page. With `keyboard`, nothing is ever clicked: Tab, arrows, Space and Enter only."""

    def __init__(self, visitor, *, keyboard):
        self.visitor = visitor
        self.page = visitor.page
        self.stack = visitor.stack
        self.keyboard = keyboard

    # hands

    def tab_to(self, locator):
        locator.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if locator.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{locator} cannot be reached by keyboard")

    def press(self, locator):
        """Activate a link or a button."""
        if self.keyboard:
            self.tab_to(locator)
            self.page.keyboard.press("Enter")
        else:
            locator.click()

    def tick(self, locator):
        """Choose a radio button or a checkbox that is not chosen yet."""
        if locator.is_checked():
            return
        if not self.keyboard:
            locator.check()
            return
        if locator.get_attribute("type") == "radio":
            self.choose_radio(locator)
        else:
            self.tab_to(locator)
            self.page.keyboard.press("Space")
        assert locator.is_checked()

    def choose_radio(self, locator):
        """Reach the group by Tab, then go through it by arrow, as browsers have it."""
        name = locator.get_attribute("name")
        group = self.page.locator(f'input[name="{name}"]')
        in_group = f"element => element.name === {json.dumps(name)} && element === document.activeElement"
        for _ in range(MOST_TABS):
            if any(group.nth(number).evaluate(in_group) for number in range(group.count())):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if locator.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def choose(self, name, value):
        """Choose an entry of a list; by keyboard, with the arrows from its first entry on."""
        field = self.page.locator(f'select[name="{name}"]')
        if not self.keyboard:
            field.select_option(value)
            return
        self.tab_to(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert field.input_value() == value

    def go_on(self, locator, url):
        """Press something that leads to another page."""
        self.press(locator)
        self.page.wait_for_url(re.compile(url))

    def button(self, name):
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=True)

    # exercises

    def definition(self):
        """Read the definition of the attempt on screen from the database, as no learner can."""
        key = uuid.UUID(re.search(r"/attempts/([0-9a-f-]{36})/", self.page.url)[1])
        query = """select definition from assessments_exerciseversion v
                   join assessments_attempt a on a.version_id = v.hash where a.key = ?"""
        return json.loads(self.stack.rows(query, key.hex)[0][0])

    def answer(self):
        return registry.answer_key(self.definition())

    def solve(self):
        """Answer the exercise on screen with full marks and submit it; ends on the receipt."""
        getattr(self, f"solve_{self.definition()['kind']}")(self.answer())

    def solve_choice(self, answer):
        for item, options in answer["answers"].items():
            for option in options:
                self.tick(self.page.locator(f'input[name="q-{item}"][value="{option}"]'))
        self.go_on(self.button("Submit"), "/receipt/")

    def solve_network(self, answer):
        for candidate in answer["chosen"]:
            self.tick(self.page.locator(f'input[name="partner"][value="{candidate}"]'))
        self.go_on(self.button("Submit"), "/receipt/")

    def solve_hotspot(self, answer):
        for region in answer["chosen"]:
            self.tick(self.page.locator(f'input[name="region"][value="{region}"]'))
        self.go_on(self.button("Submit"), "/receipt/")

    def solve_placement(self, answer):
        for guest, place in answer["plan"].items():
            if self.page.locator(f'select[name="g-{guest}"]').count():
                self.choose(f"g-{guest}", place)
        self.go_on(self.button("Submit"), "/receipt/")

    def solve_intray(self, answer):
        for item, options in answer["answers"].items():
            self.mark(item, options[0])
        if "order" in answer:
            self.put_in_order(answer["order"])
        self.go_on(self.button("Submit"), "/receipt/")

    solve_redpen = solve_intray

    def mark(self, item, option):
        """Choose an answer in an in-tray or a red pen, and open the letter around it first."""
        chosen = self.page.locator(f'input[name="q-{item}"][value="{option}"]')
        letter = self.page.locator("details.letter").filter(has=self.page.locator(f'input[name="q-{item}"]'))
        if letter.count() and not letter.evaluate("letter => letter.open"):
            self.press(letter.locator("summary").first)
        self.tick(chosen)

    def solve_order(self, answer):
        self.put_in_order(answer["order"])
        self.set_apart(answer)
        self.go_on(self.button("Submit"), "/receipt/")

    def put_in_order(self, order):
        for place, entry in enumerate(order):
            while self.order_shown().index(entry) > place:
                before = self.order_shown()
                self.press(self.page.locator(f'button[name="move"][value="{entry}:up"]'))
                until(
                    self.page,
                    """before => JSON.stringify([...document.querySelectorAll('input[name="order"]')]
                       .map(input => input.value)) !== before""",
                    json.dumps(before, separators=(",", ":")),
                ) if self.page.context.java_script_enabled else self.page.wait_for_load_state()
        self.tick(self.page.locator('input[name="confirmed"]'))

    def set_apart(self, answer):
        """Say which entries of an order share a rank and which are left out, where it asks for that."""
        for mark in ("same", "out"):
            for entry in answer.get(mark, ()):
                self.choose(f"p-{entry}", mark)

    def order_shown(self):
        inputs = self.page.locator('input[name="order"]')
        return [inputs.nth(number).get_attribute("value") for number in range(inputs.count())]

    def solve_branch(self, answer):
        for number, option in enumerate(answer["path"], start=1):
            self.page.get_by_text(f"Decision {number}", exact=True).wait_for()
            self.tick(self.page.locator(f'input[name="option"][value="{option}"]'))
            self.press(self.button("Take this decision"))
        self.button("Submit and see the debrief").wait_for()
        self.go_on(self.button("Submit and see the debrief"), "/receipt/")

    def solve_negotiation(self, answer):
        for number, move in enumerate(answer["moves"], start=1):
            assert move["type"] == "offer"
            self.offer(number, move["deal"], move["message"])
        self.go_on(self.button("Submit and see the debrief"), "/receipt/")

    def offer(self, number, deal, message=""):
        """Send an offer and wait for the answer to it."""
        for issue, option in deal.items():
            self.choose(f"issue-{issue}", option)
        self.choose("message", message)
        self.press(self.button("Send this offer"))
        self.page.get_by_text(f"You, offer {number}", exact=True).wait_for()

    def solve_sjt(self, answer):
        for scenario, chosen in answer["answers"].items():
            for name, value in chosen.items():
                field = f"{name}-{scenario}" if isinstance(value, str) else f"r-{scenario}.{name}"
                self.tick(self.page.locator(f'input[name="{field}"][value="{value}"]'))
        self.go_on(self.button("Submit"), "/receipt/")

    def solve_rubric(self, answer):
        self.write(answer["text"])
        self.go_on(self.button("Submit"), "/receipt/")

    def write(self, text):
        """Put a text into the field for written work; by keyboard, as if it came from the clipboard."""
        field = self.page.locator("textarea[data-writing]")
        if not self.keyboard:
            field.fill(text)
            return
        self.tab_to(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)
