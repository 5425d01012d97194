"""Finds guidance that was left standing, so that nobody publishes "write here what the learner can do"."""

from typing import Any

from django.utils.translation import gettext as _

from cms.errors import PublishProblem
from cms.guidance import MARK, is_guidance, is_starter
from cms.services.field_problems import field_anchor
from cms.services.leaves import leaves_of


def guidance_problems(page: Any) -> list[PublishProblem]:
    """List the fields, and the fields of blocks, in which guidance was left.

    Args:
        page: a page with the content that would go live.

    Returns:
        One problem for each place, in the order of the model's fields; last, an address that nobody has chosen.
    """
    message = _("%(place)s: write your own words in place of the guidance after %(mark)s.")
    found = [
        PublishProblem(leaf.field, message % {"place": leaf.words, "mark": MARK}, leaf.anchor)
        for leaf in leaves_of(page)
        if is_guidance(leaf.text)
    ]
    if is_starter(page.slug):
        message = _("Address: write a title and save, or choose an address yourself.")
        found.append(PublishProblem("slug", message, field_anchor(page, "slug")))
    return found
