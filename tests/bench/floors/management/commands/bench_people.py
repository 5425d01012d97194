import json

from django.core.management.base import BaseCommand

from cms.models import HomePage
from courses.models import LessonText
from tests.bench.floors.models import make_plain_page
from tests.bench.people import make_people


class Command(BaseCommand):
    help = "Make the bench's learners and its plain page; prints what the bench needs to know of them."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)

    def handle(self, *_args, count, **_options):
        cast = make_people(count)
        page = make_plain_page(
            HomePage.objects.get(locale__language_code="en"), LessonText.objects.order_by("pk").first().body_html
        )
        self.stdout.write(json.dumps(cast.to_json() | {"plain": f"/{page.slug}/"}))
