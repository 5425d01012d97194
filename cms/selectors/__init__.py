"""What may be read of the editor's side, and the glossary. The names below are all that others use."""

from cms.selectors.glossary import GlossaryView, glossary_view
from cms.selectors.stale import stale_references
from cms.selectors.waiting import AT_MOST, Waiting, WaitingPage, waiting_for

__all__ = [
    "AT_MOST",
    "GlossaryView",
    "Waiting",
    "WaitingPage",
    "glossary_view",
    "stale_references",
    "waiting_for",
]
