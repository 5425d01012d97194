// Verifies credentials with two libraries that know nothing of Chancery, and holds their shape against the schemas that
// 1EdTech publishes. Nothing is fetched: what is asked for comes from the map of addresses on standard input, and any
// other address is not found.
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
const {Ajv2019} = await import('ajv/dist/2019.js');
const {default: addFormats} = await import('ajv-formats');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');

// The loader of the first library resolves keys and carries the vocabularies; the proofs are checked apart.
const documentLoader = securityLoader({fetchRemoteContexts: true}).build();

const SCHEMAS = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_';
const ajv = addFormats(new Ajv2019({allErrors: true}));
const [credentialSchema, profileSchema] = ['achievementcredential', 'profile'].map(
  name => ajv.compile(files[`${SCHEMAS}${name}_schema.json`]));

async function byCore(credential) {
  const result = await verifyCredential({credential, knownDIDRegistries: []});
  const steps = (result.log ?? []).map(step => [step.id, step.error ? step.error.name : step.valid]);
  const checked = result.additionalInformation?.flatMap(({results}) => results) ?? [];
  return {
    errors: (result.errors ?? []).map(error => error.name),
    schemas: Object.fromEntries(checked.map(({schema, result}) => [schema, result?.valid])),
    ...Object.fromEntries(steps),
  };
}

async function byBazaar(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const statusOf = given => checkStatus({...given, suite, verifyBitstringStatusListCredential: true});
  const result = await bazaar.verifyCredential({credential, suite, documentLoader, checkStatus: statusOf});
  const bits = result.statusResult?.results?.map(entry => entry.status);
  return {verified: result.verified, revoked: bits?.some(Boolean) ?? null};
}

function shapeOf(credential) {
  const judges = [[credentialSchema, credential], [profileSchema, credential.issuer]];
  return judges.flatMap(([holds, value]) => holds(value) ? [] : holds.errors.map(error => error.instancePath));
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
