import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy, type LoadedPolicy } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { readRules, type Rule } from '../../../src/policy/rule.js';
import { DIRECTORY } from './directory.js';

/** A copy of the city's policy folder, to be torn. `drop` it after the test. */
export class PolicyCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-policy-'));

  constructor() {
    cpSync(DIRECTORY, this.folder, { recursive: true });
  }

  /** Changes one thing; a change that changes nothing is a fault of the test. */
  change(file: string, from: string | RegExp, to: string): void {
    const text = readFileSync(join(this.folder, file), 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} holds nothing like ${String(from)}`);
    this.write(file, changed);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  remove(file: string): void {
    rmSync(join(this.folder, file));
  }

  load(): LoadedPolicy {
    return loadPolicy(this.folder);
  }

  /** What the loader has against it; empty when it loads. */
  faults(): readonly string[] {
    try {
      this.load();
    } catch (error) {
      if (error instanceof PolicyError) return error.faults;
      throw error;
    }
    return [];
  }

  drop(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Rules as a file would hold them; they must be without fault. */
export function rulesOf(text: string, file = 'planted.cedar'): readonly Rule[] {
  const faults: string[] = [];
  const rules = readRules(file, text, faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return rules;
}
