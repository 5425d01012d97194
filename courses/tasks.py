from celery import shared_task
from django.utils import timezone

from courses import services


@shared_task(name="courses.send_dilemmas")
def send_dilemmas() -> int:
    return services.send_dilemmas()


@shared_task(name="courses.sign_waiting")
def sign_waiting() -> int:
    return services.request_waiting()


@shared_task(name="courses.look_at_validity")
def look_at_validity() -> int:
    services.renew_what_is_due()
    return services.remind_of_expiry(now=timezone.now())


@shared_task(name="courses.remind_deciders")
def remind_deciders() -> int:
    return services.remind_deciders(now=timezone.now())


@shared_task(name="courses.measure_bands")
def measure_bands() -> int:
    return services.measure_bands()
