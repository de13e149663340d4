import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { loadPolicy } from '../../src/policy/load.js';
import { ROOT, type TestGateway } from './gateway.js';

/** The city's policy in an installation of its own, where a test may change it. */
export class PolicyCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'sekisho-policy-'));
  readonly directory = join(this.root, 'policy', 'koganei');

  constructor() {
    cpSync(join(ROOT, 'policy'), join(this.root, 'policy'), { recursive: true });
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  /** Rewrites one file; a change that changes nothing is a fault of the test. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`${file} was not changed`);
    this.write(file, after);
  }

  /** How long databases and gateway may work for one account in a minute: 30 seconds in the city's policy. */
  allowWork(seconds: number): void {
    this.edit('caps.json', (text) =>
      text.replace('"workSecondsPerMinute": 30', `"workSecondsPerMinute": ${seconds}`),
    );
  }

  drop(file: string): void {
    rmSync(join(this.directory, file));
  }

  /** Of the folder as it stands. */
  get version(): string {
    return loadPolicy(this.directory).version;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A rule that closes addresses and telephone numbers to a role. */
export function closesContact(role: string): string {
  return `@id("trial.contact")
@cites("R056")
@reason("PURPOSE")
@says_ja("試行のため、連絡先を閉じる。")
@says_en("Contact data are closed on trial.")
forbid (principal, action, resource == FieldClass::"CONTACT")
when { principal.role == Role::"${role}" };
`;
}

/** Everything sealed so far, oldest first. */
export async function recordsOf({ settings }: TestGateway): Promise<AuditRecord[]> {
  const keys = loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  const records: AuditRecord[] = [];
  for await (const { record } of readRecords(settings.auditDirectory, keys)) records.push(record);
  return records;
}
