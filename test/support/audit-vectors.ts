import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import type { VerifyReport } from '../../src/audit/verify/report.js';
import { verifyLog, verifyPublicly } from '../../src/audit/verify/verify-log.js';

/** A log with its keys, made for this purpose, and what is said of it whole and spoiled. */
export interface Vectors {
  /** 32 bytes, base64url: what `keys/audit.json` of a gateway holds. */
  readonly secret: string;
  /** Verifier keys that a reader without any secret has noted. */
  readonly noted: readonly string[];
  /** Every file under `audit/` and `keys/audit/`, base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly VectorCase[];
}

export interface VectorCase extends Spoiling {
  readonly withKeys: Told;
  readonly withNotedKeys: Told;
}

/** What is done to the files before they are verified: one byte another, one cut, or one taken away. */
export interface Spoiling {
  readonly name: string;
  readonly file?: string;
  readonly flip?: number;
  readonly cut?: number;
  readonly remove?: true;
}

export interface Told {
  readonly whole: boolean;
  readonly records: readonly number[];
  readonly faults: readonly string[];
}

export async function tellOf(
  { secret, noted, files }: Omit<Vectors, 'cases'>,
  spoiling: Spoiling,
): Promise<Pick<VectorCase, 'withKeys' | 'withNotedKeys'>> {
  const root = mkdtempSync(join(tmpdir(), 'sekisho-vectors-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes =
        name === spoiling.file
          ? spoiled(Buffer.from(content, 'base64'), spoiling)
          : Buffer.from(content, 'base64');
      mkdirSync(dirname(join(root, name)), { recursive: true });
      if (bytes !== null) writeFileSync(join(root, name), bytes, { mode: 0o600 });
    }
    const keys = loadAuditKeys(join(root, 'keys', 'audit.json'), { create: false, secret });
    return {
      withKeys: told(await verifyLog(join(root, 'audit'), secretsOf(keys))),
      withNotedKeys: told(await verifyPublicly(join(root, 'audit'), noted)),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function spoiled(bytes: Buffer, { flip, cut, remove }: Spoiling): Buffer | null {
  if (remove === true) return null;
  if (cut !== undefined) return bytes.subarray(0, bytes.length - cut);
  if (flip === undefined) return bytes;
  const at = flip < 0 ? bytes.length + flip : flip;
  return Buffer.from(bytes).fill((bytes[at] ?? 0) ^ 1, at, at + 1);
}

function told({ whole, faults, writers }: VerifyReport): Told {
  const ofWriters = writers.flatMap(({ writer, faults: found }) =>
    found.map(({ seq, what }) => `${writer}/${seq}: ${what}`),
  );
  return { whole, records: writers.map(({ records }) => records), faults: [...faults, ...ofWriters] };
}
