import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KOGANEI = join(__dirname, '..', '..', 'policy', 'koganei');

export interface PolicyCopy {
  /** Root of an installation whose policy this is. */
  readonly root: string;
  /** The policy folder below it. */
  readonly directory: string;
  /** Rewrites one file; the change must change something. */
  edit(file: string, change: (text: string) => string): void;
  remove(): void;
}

/** The city's policy in a folder of its own, to be altered. */
export function copyPolicy(): PolicyCopy {
  const root = mkdtempSync(join(tmpdir(), 'sekisho-policy-'));
  const directory = join(root, 'policy', 'koganei');
  cpSync(KOGANEI, directory, { recursive: true });
  return {
    root,
    directory,
    edit(file, change) {
      const path = join(directory, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${file} was not changed`);
      writeFileSync(path, after);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
