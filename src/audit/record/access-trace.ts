import type { ResponsePath } from './access-columns.js';
import { encodeAccesses } from './encode-accesses.js';
import type { AccessColumns, Outcome } from './record.js';

/**
 * All resolver accesses of one operation. The field guard calls `record` for each of them, thousands of times
 * in one answer, so it only pushes; the work is done once, at the seal.
 */
export class AccessTrace {
  private readonly coordinates: string[] = [];
  private readonly paths: ResponsePath[] = [];
  private readonly subjectColumn: (string | null)[] = [];
  private readonly outcomes: Outcome[] = [];
  private readonly reasons: (string | null)[] = [];

  /**
   * @param coordinate `Type.field`, never the alias
   * @param path `info.path` itself, not a copy: accesses of one object are told by its identity
   * @param subject 宛名番号 of the person it was about; leaves this object only as a pseudonym
   * @param reason exact rule or ground, null for DISCLOSED and ABSENT; one of a closed set, never a value
   */
  record(
    coordinate: string,
    path: ResponsePath,
    subject: string | null,
    outcome: Outcome,
    reason: string | null,
  ): void {
    this.coordinates.push(coordinate);
    this.paths.push(path);
    this.subjectColumn.push(subject);
    this.outcomes.push(outcome);
    this.reasons.push(reason);
  }

  get length(): number {
    return this.paths.length;
  }

  /** 宛名番号 of everybody the accesses were about. */
  subjects(): ReadonlySet<string> {
    return new Set(this.subjectColumn.filter((subject) => subject !== null));
  }

  columns(pseudonym: (atenaNumber: string) => string): AccessColumns {
    const raw = {
      coordinates: this.coordinates,
      paths: this.paths,
      subjects: this.subjectColumn,
      outcomes: this.outcomes,
      reasons: this.reasons,
    };
    return encodeAccesses(raw, pseudonym);
  }
}
