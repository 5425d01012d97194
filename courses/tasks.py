from celery import shared_task

from courses import services


@shared_task(name="courses.send_dilemmas")
def send_dilemmas() -> int:
    return services.send_dilemmas()


@shared_task(name="courses.sign_waiting")
def sign_waiting() -> int:
    return services.request_waiting()
