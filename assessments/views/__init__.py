from assessments.views.appeals import appeal
from assessments.views.changes import move, save, submit
from assessments.views.judging import judge
from assessments.views.pages import attempt, receipt, review
from assessments.views.samples import sample, sample_list

__all__ = ["appeal", "attempt", "judge", "move", "receipt", "review", "sample", "sample_list", "save", "submit"]
