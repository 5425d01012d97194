// Verifies credentials with two libraries that know nothing of Chancery, and holds their shape against the model of Open
// Badges 3.0 that a third one has. Nothing is fetched: what they ask for comes
// from the map of addresses on standard input, and any other address is not found.
//
// In: {"files": {address: document}, "credentials": {name: credential}}. Out: {name: {core: …, bazaar: …, shape: …}}.
import {webcrypto} from 'node:crypto';
import {text} from 'node:stream/consumers';

globalThis.crypto ??= webcrypto;
console.log = console.error;

const {files, credentials} = JSON.parse(await text(process.stdin));

globalThis.fetch = async request => {
  const address = String(request.url ?? request);
  const found = address in files;
  return new Response(JSON.stringify(found ? files[address] : {}), {
    status: found ? 200 : 404,
    headers: {'content-type': 'application/json'},
  });
};

const {verifyCredential} = await import('@digitalcredentials/verifier-core');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');
const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const bazaar = await import('@digitalbazaar/vc');
const {AchievementCredentialValidator} = await import('@learncard/types');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');

// The loader of the first library resolves keys and carries the vocabularies; the proofs are checked apart.
const documentLoader = securityLoader({fetchRemoteContexts: true}).build();

async function byCore(credential) {
  const result = await verifyCredential({credential, knownDIDRegistries: []});
  const steps = (result.log ?? []).map(step => [step.id, step.error ? step.error.name : step.valid]);
  return {errors: (result.errors ?? []).map(error => error.name), ...Object.fromEntries(steps)};
}

async function byBazaar(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const statusOf = given => checkStatus({...given, suite, verifyBitstringStatusListCredential: true});
  const result = await bazaar.verifyCredential({credential, suite, documentLoader, checkStatus: statusOf});
  const bits = result.statusResult?.results?.map(entry => entry.status);
  return {verified: result.verified, revoked: bits?.some(Boolean) ?? null};
}

function shapeOf(credential) {
  const {error} = AchievementCredentialValidator.safeParse(credential);
  return error ? error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) : [];
}

const verdicts = {};
for(const [name, credential] of Object.entries(credentials)) {
  verdicts[name] = {
    core: await byCore(credential),
    bazaar: await byBazaar(credential),
    shape: shapeOf(credential),
  };
}
process.stdout.write(JSON.stringify(verdicts));
