"""What a signature covers: a document as sorted statements (RDF Dataset Canonicalization), whatever its layout."""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from pyld import jsonld

from courses.credentials.contexts import loader
from courses.credentials.errors import ProofError

# PyLD keeps what it has read of a vocabulary in caches that two threads spoil for each other.
ONE_AT_A_TIME = threading.Lock()


def digest(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """Compute the 64 bytes that are signed.

    Args:
        document: without its proof.
        options: the proof without its value.

    Returns:
        The digest of the options and that of the document.

    Raises:
        ProofError: something in it would not be covered.

    Source:
        W3C vc-di-eddsa, section 3.2.4 (Hashing).
    """
    config = {"@context": document["@context"], **options}
    return b"".join(hashlib.sha256(canonical(part).encode()).digest() for part in (config, document))


def canonical(document: Mapping[str, Any]) -> str:
    """Write a document as sorted statements.

    Args:
        document: in the vocabularies that `contexts` knows.

    Returns:
        N-Quads.

    Raises:
        ProofError: a word is in none of the vocabularies, or an address is incomplete: it would drop out,
            unsigned. Or a part is named for this document alone, as no credential needs and a hostile one may.
    """
    try:
        with ONE_AT_A_TIME:
            return _quads(document)
    except jsonld.JsonLdError as error:
        raise ProofError(f"The document is not readable as JSON-LD: {error.code or error.type}.") from None


def _quads(document: Mapping[str, Any]) -> str:
    options = {"documentLoader": loader()}
    expanded = jsonld.expand(dict(document), options, on_property_dropped=_refuse)
    for name in _addresses(expanded):
        if ":" not in name or name.startswith("_:"):
            _refuse(name)
    options |= {"algorithm": "URDNA2015", "format": "application/n-quads"}
    return str(jsonld.normalize(expanded, options))


def _refuse(name: object) -> NoReturn:
    raise ProofError(f"No vocabulary knows “{name}”, so that no signature covers it.")


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _addresses(item)
    if isinstance(value, dict):
        types = value.get("@type", [])
        yield from types if isinstance(types, list) else [types]
        yield from [value["@id"]] if "@id" in value else []
        for item in value.values():
            yield from _addresses(item)
