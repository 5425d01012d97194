"""Somebody who uses the site over HTTP."""

import re
import time
import uuid

import requests
from requests.adapters import HTTPAdapter

TOKEN = "t" * 32
PATIENCE = 60
MOST_AT_ONCE = 50


class Person:
    """Signed in by a session of their own. `post` sends once; `insist` sends until it is answered, as browsers do."""

    def __init__(self, stack, *, email, number, session):
        self.stack, self.email, self.id = stack, email, number
        self.http = requests.Session()
        self.http.cookies.update({"sessionid": session, "csrftoken": TOKEN})
        # Each request on a line of its own, so that a killed server is noticed by nobody else.
        self.http.headers["Connection"] = "close"
        self.http.mount("http://", HTTPAdapter(pool_maxsize=MOST_AT_ONCE))

    def get(self, path):
        return self.http.get(self.stack.url + path, timeout=PATIENCE)

    def post(self, path, *, headers=None, follow=True, **fields):
        fields["csrfmiddlewaretoken"] = TOKEN
        address = self.stack.url + path
        return self.http.post(address, data=fields, headers=headers, timeout=PATIENCE, allow_redirects=follow)

    def insist(self, path, **fields):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                response = self.post(path, **fields)
            except requests.RequestException:
                time.sleep(0.2)
                continue
            if response.status_code < 500:
                return response
            time.sleep(0.2)
        raise TimeoutError(path)

    def enrol(self, course):
        return self.post(f"/learn/{course['slug']}/enrol/")

    def start(self, course):
        """Begin the exercise of a course and return the path of the attempt."""
        response = self.insist(f"{course['exercise_path']}start/")
        return re.search(r"/attempts/[0-9a-f-]{36}/", response.url)[0]

    def begin(self, course):
        self.enrol(course)
        return self.start(course)

    def save(self, attempt, answer, *, base=0, sequence=None):
        fields = {"q-q1": answer, "base_version": base, "client_seq": sequence or uuid.uuid4().hex}
        return self.post(f"{attempt}save/", **fields)

    def submit(self, attempt, answer="a", **more):
        return self.post(f"{attempt}submit/", **(sent(answer) | more))


def sent(answer="a", base=0):
    """Build what the page of an attempt sends to submit it."""
    return {"q-q1": answer, "base_version": base, "client_seq": uuid.uuid4().hex}


def key_of(attempt):
    return attempt.strip("/").split("/")[-1]
