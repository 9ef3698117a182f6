/**
 * Hashes of text and of files, and name-based UUIDs.
 */

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { FunctionError } from '../functionTable';
import type { TerraformFunction } from '../functionTable';
import { stringType } from '../value';
import { computedText, stringParameter, textAt } from './arguments';
import { toBase64, toHex, utf8Bytes } from './bytes';

type Digest = (bytes: Uint8Array) => string;

/** Digests by the name of the function that gives them for text; for files, with `file` in front. */
export const digests: ReadonlyMap<string, Digest> = new Map([
  ['md5', (bytes) => toHex(md5(bytes))],
  ['sha1', (bytes) => toHex(sha1(bytes))],
  ['sha256', (bytes) => toHex(sha256(bytes))],
  ['sha512', (bytes) => toHex(sha512(bytes))],
  ['base64sha256', (bytes) => toBase64(sha256(bytes))],
  ['base64sha512', (bytes) => toBase64(sha512(bytes))],
]);

/** RFC 4122, appendix C. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);

const uuidForms = [
  /^(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i,
  /^\{([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}$/i,
  /^([0-9a-f]{32})$/i,
];

function uuidBytes(text: string): Uint8Array | undefined {
  for (const form of uuidForms) {
    const match = form.exec(text);
    if (match === null) continue;
    const digits = match.slice(1).join('');
    return Uint8Array.from({ length: 16 }, (_, index) =>
      parseInt(digits.slice(index * 2, index * 2 + 2), 16),
    );
  }
  return undefined;
}

/** A UUID of version 5 (RFC 4122, section 4.3). */
function uuidv5(namespace: string, name: string): string {
  const space = uuidBytes(namespaces.get(namespace) ?? namespace);
  if (space === undefined) {
    throw new FunctionError(`uuidv5() doesn't support namespace ${namespace} (invalid UUID)`);
  }
  const nameBytes = utf8Bytes(name);
  const input = new Uint8Array(16 + nameBytes.length);
  input.set(space);
  input.set(nameBytes, 16);
  const bytes = sha1(input).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = toHex(bytes);
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
}

export const hashFunctions: readonly TerraformFunction[] = [
  ...[...digests].map(([name, digest]): TerraformFunction => ({
    name,
    parameters: [stringParameter('str')],
    resultType: stringType,
    apply: (values, context) => computedText(digest(utf8Bytes(textAt(values, 0))), context),
  })),
  {
    name: 'uuidv5',
    parameters: [stringParameter('namespace'), stringParameter('name')],
    resultType: stringType,
    apply: (values, context) => computedText(uuidv5(textAt(values, 0), textAt(values, 1)), context),
  },
];
