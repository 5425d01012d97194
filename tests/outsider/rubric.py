"""Written work: each level is worth what the rubric says."""

import json


def faults(published, optimum):
    criteria = json.loads(published)["criteria"]
    given = optimum["marks"]["criteria"]
    best = all(row["points"][given[row["id"]]["level"]] == max(row["points"].values()) for row in criteria)
    return [] if best and optimum["response"]["text"].strip() else ["the marks that are given as the best are not"]


def micro_points(published, response, _variant):
    criteria, given = json.loads(published)["criteria"], response["marks"]["criteria"]
    if not response["text"].strip() or any(row["id"] not in given for row in criteria):
        return None
    return 10**6 * sum(row["points"][given[row["id"]]["level"]] for row in criteria)
