from django.db import models

from courses.enums import SearchKind
from courses.models.library import Reference
from courses.models.outline import Course, Lesson


class SearchEntry(models.Model):
    """Something that can be found: a course, a lesson, a key term or a page of the library in one language.

    What everybody may read (`title`, `text`) is kept apart from what only those enrolled may (`body`, and all of an
    entry that is `members_only`). The columns of words hold them as courses.rules.search looks for them.
    """

    kind = models.CharField(max_length=12, choices=SearchKind)
    key = models.UUIDField()
    course = models.ForeignKey(Course, null=True, on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.CASCADE, related_name="+")
    reference = models.ForeignKey(Reference, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    members_only = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    body = models.TextField(blank=True)
    title_words = models.TextField()
    text_words = models.TextField()
    body_words = models.TextField()
