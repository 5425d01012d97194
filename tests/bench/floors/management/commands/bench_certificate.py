import json
import time

from django.core.management.base import BaseCommand

from courses import services
from courses.services.certificate_pdf import render_pdf

WARM = 5


class Command(BaseCommand):
    help = "Issue certificates one after another, as a worker does; prints the milliseconds of each, passed and of CPU."

    def add_arguments(self, parser):
        parser.add_argument("enrolment_ids", nargs="+", type=int)

    def handle(self, *_args, enrolment_ids, **_options):
        issuing, setting = [], []
        for enrolment_id in enrolment_ids:
            with Stopwatch(issuing):
                certificate = services.issue_certificate(enrolment_id=enrolment_id)
            # Another name and address: typst remembers what it has set.
            changes = {"holder": f"Zoë Ångström {enrolment_id}", "verify_url": f"https://127.0.0.1/{enrolment_id}/"}
            snapshot = certificate.issues.get().snapshot | changes
            with Stopwatch(setting):
                render_pdf(snapshot)
        self.stdout.write(json.dumps({"issuing": issuing[WARM:], "setting": setting[WARM:]}))


class Stopwatch:
    """Appends the milliseconds that passed, and those of CPU, to a list."""

    def __init__(self, times):
        self.times = times

    def __enter__(self):
        self.started = time.perf_counter(), time.process_time()

    def __exit__(self, *_):
        wall, cpu = self.started
        self.times.append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
