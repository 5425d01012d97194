from collections.abc import Collection
from uuid import UUID

from django.db import models


class ImportRecord(models.Model):
    """What the files last said about one thing: a page, a term or a picture, found by its key.

    It tells the importer what is new in the files and what was changed in the CMS since, so that neither is lost.
    """

    key = models.UUIDField()
    # Of a translated page; empty for everything else.
    language = models.CharField(max_length=10, blank=True, default="")
    course_key = models.UUIDField(null=True, blank=True)
    parent_key = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    # Of the content in the files; for a picture, of its bytes.
    digest = models.CharField(max_length=64)
    # Of the order of what lies directly below.
    order_digest = models.CharField(max_length=64, blank=True)
    # The page's latest revision right after the import; a later one was made in the CMS.
    revision_id = models.PositiveBigIntegerField(null=True, blank=True)
    # Of a course that is being made page by page; learners do not meet it as long as that has not ended.
    unfinished = models.BooleanField(default=False)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="import_record_per_language")]
        indexes = [models.Index(fields=["course_key"], name="import_record_course")]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def by_key(keys: Collection[UUID], language: str = "") -> "dict[UUID, ImportRecord]":
        """Fetch the records of these keys.

        Args:
            keys: of pages or other things; those without a record are left out.
            language: of translated pages, otherwise empty.

        Returns:
            Records by their keys. One statement.
        """
        return {record.key: record for record in ImportRecord.objects.filter(key__in=keys, language=language)}
