from django.db import connection
from django.test.utils import CaptureQueriesContext

ASKED = "X-Count-Statements"
COUNTED = "X-Statements"


class StatementsMiddleware:
    """Says how many statements a request took, BEGIN and COMMIT included, where that is asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if ASKED not in request.headers:
            return self.get_response(request)
        with CaptureQueriesContext(connection) as statements:
            response = self.get_response(request)
        response.headers[COUNTED] = str(len(statements))
        return response
