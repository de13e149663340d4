import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readGivenSync } from '../files/regular-file.js';

/** Text of each file of a policy by name, in byte order, as it stood at one reading. */
export type PolicyFiles = ReadonlyMap<string, string>;

/** The files that make the policy. What is derived from them (MATRIX.md) is none of them. */
export function readPolicyFiles(directory: string): PolicyFiles {
  const names = readdirSync(directory)
    .filter((name) => /^[^.].*\.(cedar|cedarschema|json)$/.test(name))
    .sort();
  return new Map(names.map((name) => [name, readGivenSync(join(directory, name)).text]));
}

/** 16 characters (96 bits) of SHA-256 over names and contents, with lengths so that no two folders run together. */
export function versionOf(files: PolicyFiles): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}`);
  return hash.digest('base64url').slice(0, 16);
}
