import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/**
 * One planted anomaly. Never holds an individual number: of a memo with one typed in, only whose it is and
 * its form.
 */
export interface TruthLine {
  readonly municipality: string;
  readonly kind: string;
  readonly atenaNumber?: string;
  readonly healthNumber?: string;
  readonly [fact: string]: string | number | boolean | null | undefined;
}

const FLUSH_AT = 1 << 16;

/** The truth file (JSON Lines): what was planted where, so that detectors can be scored. */
export class TruthFile {
  private readonly file: number;
  private pending = '';

  constructor(path: string) {
    this.file = openSync(path, 'w', 0o600);
  }

  add(line: TruthLine): void {
    this.pending += `${JSON.stringify(line)}\n`;
    if (this.pending.length > FLUSH_AT) this.flush();
  }

  close(): void {
    this.flush();
    fsyncSync(this.file);
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.pending);
    this.pending = '';
  }
}
