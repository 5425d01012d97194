"""openvc, which shares no code with ours, comes to the same verdicts."""

import pytest
from openvc.did.base import DidResolverRegistry
from openvc.did.did_key import DidKeyResolver
from openvc.did.did_web import DidWebResolver
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.errors import CredentialExpired, SignatureInvalid
from openvc.status.status_list import CredentialRevoked
from openvc.verify import VerificationPolicy, verify_credential

from courses.credentials import contexts, did
from tests.courses.credentials.samples import DAY, DID, START, proof_key, ring, signed, signed_list

EXTRA = {contexts.OPEN_BADGES: contexts.loader()(contexts.OPEN_BADGES, {})["document"]}


def resolver_of(documents):
    return DidResolverRegistry([DidKeyResolver(), DidWebResolver(documents.__getitem__)])


RESOLVER = resolver_of({"https://learn.example.city/.well-known/did.json": did.did_document(DID, ring())})


def unwrapped(document):
    """Give the proof as openvc knows it: it takes no list of one."""
    return document | {"proof": document["proof"][0]}


def verify(document, listed, *, days=1):
    return verify_by(document, listed, RESOLVER, START + days * DAY)


def verify_by(document, listed, resolver, now):
    policy = VerificationPolicy(now=now, require_status_issuer_binding=True)

    def resolve(_address):
        suite = DataIntegrityProofSuite()
        return suite.verify(unwrapped(listed), resolver=resolver, now=policy.now).credential

    return verify_credential(
        unwrapped(document), policy=policy, resolver=resolver, resolve_status_list=resolve, extra_contexts=EXTRA
    )


def by_key():
    return did.did_key(proof_key())


@pytest.mark.parametrize("issuer", [DID, by_key()])
def test_a_certificate_of_a_site_or_a_demonstration_is_valid(issuer):
    assert verify(signed(issuer=issuer), signed_list(issuer=issuer)).issuer == issuer


def test_a_changed_certificate_is_not():
    with pytest.raises(SignatureInvalid):
        verify(signed() | {"name": "Another course"}, signed_list())


def test_a_revoked_certificate_is_not():
    with pytest.raises(CredentialRevoked):
        verify(signed(), signed_list(7))


def test_an_expired_certificate_is_not():
    with pytest.raises(CredentialExpired):
        verify(signed(valid_until=START + 2 * DAY), signed_list(), days=3)
