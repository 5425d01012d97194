"""Writes the courses of the CMS as curriculum files, the mirror image of cms.importing (docs/curriculum-format.md)."""
