from assessments.views.changes import move, save, submit
from assessments.views.pages import attempt, receipt, review

__all__ = ["attempt", "move", "receipt", "review", "save", "submit"]
