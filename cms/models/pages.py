from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.models import Locale, Page, Revision

from cms import gate
from cms.admin_forms import DraftCopyForm


def tabs(content: list[Any]) -> TabbedInterface:
    """Lay out an editor in two tabs: what is written, and where and when it appears."""
    from_pages = [FieldPanel("slug", required_on_save=False), PublishingPanel(), CommentPanel()]
    return TabbedInterface(
        [ObjectList(content, heading=_("Content")), ObjectList(from_pages, heading=_("Address and dates"))]
    )


class CheckedPage(Page):
    """A page that refuses to be published while the publish check finds problems, whoever publishes it."""

    copy_form_class = DraftCopyForm

    # Learners meet what was handed down, not the page: a privacy setting would promise what nobody keeps.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        gate.require_publishable(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    @cached_property
    def source_page(self) -> Any:
        """The page this one translates: the same key in the site's first language; itself if there is none."""
        first = Locale.get_default()
        if self.locale_id == first.pk:
            return self
        source = type(self).objects.filter(translation_key=self.translation_key, locale=first).first()
        return source or self

    @property
    def is_translation(self) -> bool:
        return bool(self.source_page.pk != self.pk)


class LearnPage(CheckedPage):
    """A page that is written here and taken under /learn/: its own address in the tree only redirects."""

    class Meta:
        abstract = True

    def learn_path(self) -> str:
        """Return the path under which learners meet this page."""
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        if parts is None:
            return None
        site_id, root_url = parts[:2]
        return site_id, root_url, self.learn_path()

    def serve(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.learn_path())
