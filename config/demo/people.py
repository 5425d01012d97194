from dataclasses import dataclass

COURSE = "protocol-first-things-first"
PASSWORD = "chancery-demo"  # noqa: S105  (printed for everybody; only the demo accepts it)
CITY = ("Port Alder", "port-alder")
NETWORK = ("Northern Ports Network", "northern-ports")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as. `story` is shown beside the login."""

    email: str
    name: str
    role: str
    story: str


NEW = DemoPerson("new@demo.example", "Amina Keita", "learner", "a new learner, enrolled in nothing yet")
HALFWAY = DemoPerson("halfway@demo.example", "Jonas Lindqvist", "learner", "half-way through the protocol course")
NEARLY = DemoPerson("nearly@demo.example", "Mei-Ling Okafor", "learner", "one exercise short of a certificate")
CERTIFIED = DemoPerson(
    "certified@demo.example",
    "Rosa Quispe Márquez",
    "learner",
    "holds a valid certificate and a transcript, and asks for a name to be corrected",
)
REVOKED = DemoPerson("revoked@demo.example", "Peter Havel", "learner", "holds a certificate that two people revoked")
EXPIRING = DemoPerson("expiring@demo.example", "Aylin Demir", "learner", "may renew a certificate that ends in a month")
EXPIRED = DemoPerson("expired@demo.example", "Owen Pryce", "learner", "may renew a certificate that has expired")
INSTRUCTOR = DemoPerson(
    "instructor@demo.example", "Helena Brandt", "instructor", "instructor: a draft case, a memo to mark, a request"
)
AUTHOR = DemoPerson(
    "author@demo.example", "Inês Carvalho", "author", "author: writes, and has sent a lesson for review"
)
REVIEWER = DemoPerson("reviewer@demo.example", "Oskar Lind", "reviewer", "reviewer: a lesson waits for the first step")
PUBLISHER = DemoPerson("publisher@demo.example", "Naledi Mokoena", "publisher", "publisher: takes the last step")
COORDINATOR = DemoPerson(
    "coordinator@demo.example",
    "Tomasz Wren",
    "coordinator",
    "Port Alder's training officer: people, invitations, a request",
)
ADMINISTRATOR = DemoPerson("admin@demo.example", "Sam Whitfield", "administrator", "runs the installation")

LEARNERS = (NEW, HALFWAY, NEARLY, CERTIFIED, REVOKED, EXPIRING, EXPIRED)
EVERYBODY = (*LEARNERS, INSTRUCTOR, AUTHOR, REVIEWER, PUBLISHER, COORDINATOR, ADMINISTRATOR)


def table() -> str:
    """Return the logins as lines of text."""
    lines = [f"Sign in as one of these, each with the password {PASSWORD}", ""]
    lines += [f"  {person.email:<26} {person.story}" for person in EVERYBODY]
    return "\n".join(lines)
