import os
import signal

HEADER = "X-Die-Before-Answering"


class DeathAfterCommit:
    """Kills the whole web server when everything is done and committed but the answer is not sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if HEADER in request.headers:
            os.killpg(os.getpgrp(), signal.SIGKILL)
        return response
