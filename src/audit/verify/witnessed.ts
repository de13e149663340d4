import { createPublicKey, verify } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { readRegular } from './regular-file.js';

/** What somebody else keeps of a writer's log. */
export interface Witnessed {
  readonly writer: string;
  readonly note: string;
  /** Who keeps it, for the report. */
  readonly by: string;
}

const NOTE_FILE = /^(gw[1-9]\d{0,3})\.note$/;

/** The newest checkpoint of each writer in a witness's folder. */
export async function readWitness(folder: string): Promise<readonly Witnessed[]> {
  const names = await readdir(folder);
  const found = names.flatMap((name) => {
    const writer = NOTE_FILE.exec(name)?.[1];
    return writer === undefined ? [] : [{ writer, name }];
  });
  return Promise.all(
    found.map(async ({ writer, name }) => ({
      writer,
      note: String(await readRegular(join(folder, name))),
      by: 'the witness',
    })),
  );
}

const COSIGNATURE_V1 = 4;
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether a witness signed the note, with its instant (C2SP tlog-cosignature, cosignature/v1):
 * `name+hash+base64(4 ‖ key)`.
 */
export function isCosigned(note: string, witnessKey: string): boolean {
  const [, name, hash, encoded] =
    /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(witnessKey.trim()) ?? [];
  const key = Buffer.from(encoded ?? '', 'base64');
  const split = note.indexOf('\n\n');
  if (name === undefined || hash === undefined || key.length !== 33 || key[0] !== COSIGNATURE_V1 || split < 0)
    return false;
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_ED25519, key.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return note
    .slice(split + 2)
    .split('\n')
    .some((line) => {
      if (!line.startsWith(`— ${name} `)) return false;
      const bytes = Buffer.from(line.slice(`— ${name} `.length), 'base64');
      if (bytes.length !== 76 || bytes.subarray(0, 4).toString('hex') !== hash) return false;
      const signed = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${note.slice(0, split + 1)}`;
      return verify(null, Buffer.from(signed), publicKey, bytes.subarray(12));
    });
}
