from wagtail import blocks

from cms.blocks.media import FigureBlock, JurisdictionsBlock
from cms.blocks.proof import SourcesBlock, TermsBlock
from cms.blocks.recordings import AudioBlock, DownloadBlock, VideoBlock
from cms.blocks.text import CalloutBlock, HeadingBlock, QuoteBlock, TextBlock, ThinkBlock


class LessonBody(blocks.StreamBlock):
    """What a lesson or case study is made of. The block names are those of the curriculum files."""

    text = TextBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    terms = TermsBlock()
    figure = FigureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    download = DownloadBlock()
    jurisdictions = JurisdictionsBlock()
    quote = QuoteBlock()
    think = ThinkBlock()
    sources = SourcesBlock()
