from cms.blocks.case import CaseBody
from cms.blocks.lesson import LessonBody
from cms.blocks.negotiation import IssueStream, LineStream, MessageStream
from cms.blocks.numbers import NumberStream
from cms.blocks.order import EntryStream, LeftOutStream, RuleStream
from cms.blocks.pairs import PairStream
from cms.blocks.papers import (
    ActionStream,
    ClauseStream,
    LetterStream,
    OwnerStream,
    VerbStream,
    usual_actions,
    usual_marks,
)
from cms.blocks.partners import CandidateStream, NeedStream
from cms.blocks.places import GuestStream, PlacementRuleStream, RuleSetStream
from cms.blocks.pointing import RegionStream
from cms.blocks.programme import CourseStream, PathStream
from cms.blocks.questions import BlueprintStream, PoolQuestionStream, QuestionStream
from cms.blocks.references import FactStream
from cms.blocks.rule_sets import RoleRuleStream, RuleSourceStream
from cms.blocks.scenes import SceneStream
from cms.blocks.situations import SituationStream
from cms.blocks.stories import EventStream, VariableStream, WorthStream
from cms.blocks.text import INLINE_FEATURES, TEXT_FEATURES
from cms.blocks.written import CheckStream, CriterionStream, ExemplarStream, PaperStream

__all__ = [
    "INLINE_FEATURES",
    "TEXT_FEATURES",
    "ActionStream",
    "BlueprintStream",
    "CandidateStream",
    "CaseBody",
    "CheckStream",
    "ClauseStream",
    "CourseStream",
    "CriterionStream",
    "EntryStream",
    "EventStream",
    "ExemplarStream",
    "FactStream",
    "GuestStream",
    "IssueStream",
    "LeftOutStream",
    "LessonBody",
    "LetterStream",
    "LineStream",
    "MessageStream",
    "NeedStream",
    "NumberStream",
    "OwnerStream",
    "PairStream",
    "PaperStream",
    "PathStream",
    "PlacementRuleStream",
    "PoolQuestionStream",
    "QuestionStream",
    "RegionStream",
    "RoleRuleStream",
    "RuleSetStream",
    "RuleSourceStream",
    "RuleStream",
    "SceneStream",
    "SituationStream",
    "VariableStream",
    "VerbStream",
    "WorthStream",
    "usual_actions",
    "usual_marks",
]
