from cms.definitions.authored import (
    Answer,
    Authored,
    BranchAuthored,
    ChoiceAuthored,
    Decision,
    Entry,
    Header,
    JudgedOption,
    MatchAuthored,
    NumberQuestion,
    NumericAuthored,
    OrderAuthored,
    OrderRule,
    Pair,
    Question,
    Scene,
    Situation,
    SjtAuthored,
    Unit,
)
from cms.definitions.compiled import authoring_problems, compile_definition
from cms.definitions.locate import locate
from cms.definitions.outline import SceneLine, scene_lines
from cms.definitions.playable import playable_part
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import clean_html, is_blank_html, lines_of

__all__ = [
    "Answer",
    "Authored",
    "AuthoringProblem",
    "BranchAuthored",
    "ChoiceAuthored",
    "Decision",
    "Entry",
    "Header",
    "JudgedOption",
    "MatchAuthored",
    "NumberQuestion",
    "NumericAuthored",
    "OrderAuthored",
    "OrderRule",
    "Pair",
    "Question",
    "Scene",
    "SceneLine",
    "Situation",
    "SjtAuthored",
    "Unit",
    "authoring_problems",
    "clean_html",
    "compile_definition",
    "is_blank_html",
    "lines_of",
    "locate",
    "playable_part",
    "scene_lines",
]
