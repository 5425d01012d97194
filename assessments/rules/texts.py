"""Look up the texts of a definition by language."""

from collections.abc import Mapping

from assessments.rules.types.kinds import Definition


class Texts:
    """The texts of one definition for one reader."""

    def __init__(self, definition: Definition, language: str) -> None:
        """Put the tables in the order in which they are asked.

        Args:
            definition: an exercise definition.
            language: code such as "fr" or "fr-ca"; any text.
        """
        tables = definition["texts"]
        first = [code for code in (language, language.partition("-")[0]) if code in tables]
        self._tables: list[Mapping[str, str]] = [tables[code] for code in (*first, *sorted(tables))]

    def __call__(self, path: str) -> str:
        """Return one text.

        Args:
            path: text path, for instance "items.q1.prompt_html".

        Returns:
            The text in the language, in its base language, or in the first language by code that has it; else "".
        """
        return next((table[path] for table in self._tables if table.get(path)), "")


def text(definition: Definition, language: str, path: str) -> str:
    """Return one text of a definition.

    Args:
        definition: a definition without problems.
        language: code of the reader's language.
        path: text path.

    Returns:
        The text, from another language where the reader's has none; "" when no language has it.
    """
    return Texts(definition, language)(path)


def foreign_language(definition: Definition, language: str) -> str:
    """Name the language of a definition's texts where a page must mark it as different from its own.

    Args:
        definition: a definition without problems.
        language: code of the page's language.

    Returns:
        A language code; "" when the texts are in the page's language.
    """
    tables = definition["texts"]
    return "" if language in tables or language.partition("-")[0] in tables else min(tables)
