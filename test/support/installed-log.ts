import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { openJournal } from '../../src/audit/journal/journal.js';
import type { JournalOptions } from '../../src/audit/journal/journal-options.js';
import { loadAuditKeys, type AuditKeys } from '../../src/audit/keys/audit-keys.js';
import type { AuditLog } from '../../src/audit/audit-log.js';
import { auditCommands } from '../../src/commands/audit/audit.js';
import { reportError } from '../../src/commands/report-error.js';
import type { Settings } from '../../src/config/settings.js';
import { parseSettings } from '../../src/config/parse.js';
import { MUNICIPALITY } from '../../src/about.js';
import { TEST_CITY } from './city.js';
import { demoToken, ROOT } from './gateway.js';

/** Commands that only an auditor may run. */
const READING: ReadonlySet<string> = new Set(['search', 'list', 'expand', 'report', 'purge']);

export const FIXTURES = join(__dirname, '..', 'fixtures');

/** A data folder with log and keys as some version of the program left them, in a place of its own. */
export class InstalledLog {
  readonly root = mkdtempSync(join(tmpdir(), 'sekisho-installed-'));
  readonly keys: AuditKeys;
  private token: Promise<string> | null = null;

  /** @param fixture folder under test/fixtures with `audit` and `keys` in it */
  constructor(fixture: string) {
    for (const folder of ['audit', 'keys'])
      cpSync(join(FIXTURES, fixture, folder), join(this.root, folder), { recursive: true });
    // A repository keeps no modes, and keys that others may read are refused.
    chmodSync(join(this.root, 'keys', 'audit.json'), 0o600);
    this.keys = loadAuditKeys(join(this.root, 'keys', 'audit.json'), { create: false });
  }

  get audit(): string {
    return join(this.root, 'audit');
  }

  segment(writer = 'gw1', index = 1): string {
    return join(this.audit, writer, `${String(index).padStart(6, '0')}.skl`);
  }

  open(options: Partial<JournalOptions> = {}): Promise<AuditLog> {
    return openJournal({ directory: this.audit, keys: this.keys, municipality: MUNICIPALITY, ...options });
  }

  /** `sekisho audit …` with this folder as SEKISHO_DATA. */
  async command(...args: readonly string[]): Promise<{ code: number; text: string }> {
    const who = READING.has(args[0] ?? '') ? { SEKISHO_TOKEN: await this.auditor() } : {};
    const settings = { SEKISHO_DATA: this.root, SEKISHO_TODAY: TEST_CITY.asOf, ...who };
    return this.run(parseSettings(settings, this.root), args);
  }

  private auditor(): Promise<string> {
    return (this.token ??= demoToken(this.root, 'auditor'));
  }

  /** `sekisho audit verify` of the gateway's own log, with all that its settings name beside it. */
  verify(settings: Settings): Promise<{ code: number; text: string }> {
    return this.run(settings, ['verify']);
  }

  private async run(settings: Settings, args: readonly string[]): Promise<{ code: number; text: string }> {
    const lines: string[] = [];
    let code = 0;
    const context = {
      root: ROOT,
      settings: () => settings,
      print: (line: string) => void lines.push(line),
      warn: (line: string) => void lines.push(line),
      exitCode: (value: number) => (code = value),
    };
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    auditCommands(program, context);
    await program
      .parseAsync(['audit', ...args], { from: 'user' })
      .catch((error: unknown) => reportError(error, context));
    return { code, text: lines.join('\n') };
  }

  /** Every file of the log, for whoever must not have written one. */
  files(): readonly string[] {
    return (readdirSync(this.audit, { recursive: true }) as string[]).sort();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
