from cms.models.courses import CoursePage, ModulePage
from cms.models.documents import CourseDocument
from cms.models.exercises import (
    BranchExercisePage,
    ExercisePage,
    MatchExercisePage,
    OrderExercisePage,
)
from cms.models.hotspots import HotspotExercisePage
from cms.models.imports import ImportRecord
from cms.models.lessons import CaseStudyPage, LessonContentPage, LessonPage
from cms.models.negotiations import NegotiationExercisePage
from cms.models.networks import NetworkExercisePage
from cms.models.pages import CheckedPage, LearnPage
from cms.models.papers import IntrayExercisePage, RedpenExercisePage
from cms.models.pictures import Picture, PictureRendition
from cms.models.placements import PlacementExercisePage
from cms.models.programme import ProgrammePage
from cms.models.questions import ChoiceExercisePage, NumericExercisePage
from cms.models.recordings import MediaTrack, Recording, TrackKind
from cms.models.references import ReferencePage, ReferencesPage
from cms.models.rule_sets import RuleSet
from cms.models.site import CataloguePage, HomePage, SamplesPage
from cms.models.situations import SjtExercisePage
from cms.models.terms import Term
from cms.models.written import RubricExercisePage

__all__ = [
    "BranchExercisePage",
    "CaseStudyPage",
    "CataloguePage",
    "CheckedPage",
    "ChoiceExercisePage",
    "CourseDocument",
    "CoursePage",
    "ExercisePage",
    "HomePage",
    "HotspotExercisePage",
    "ImportRecord",
    "IntrayExercisePage",
    "LearnPage",
    "LessonContentPage",
    "LessonPage",
    "MatchExercisePage",
    "MediaTrack",
    "ModulePage",
    "NegotiationExercisePage",
    "NetworkExercisePage",
    "NumericExercisePage",
    "OrderExercisePage",
    "Picture",
    "PictureRendition",
    "PlacementExercisePage",
    "ProgrammePage",
    "Recording",
    "RedpenExercisePage",
    "ReferencePage",
    "ReferencesPage",
    "RubricExercisePage",
    "RuleSet",
    "SamplesPage",
    "SjtExercisePage",
    "Term",
    "TrackKind",
]
