import { randomInt, randomBytes } from 'node:crypto';
import { Refused } from '../signed-calls/caller.js';
import type { State } from '../signed-calls/state.js';

/** Persons as the network knows them, and what each institution calls them. */
export class Persons {
  constructor(private readonly state: State) {}

  /** The network's own key of the person whom an institution calls so. */
  linkOf(institution: string, integrated: string): number {
    const link = this.findLink(institution, integrated);
    if (link === null) throw new Refused('NOT_FOUND');
    return link;
  }

  findLink(institution: string, integrated: string): number | null {
    const row = this.state
      .prepare<[string, string], { link: number }>(
        'SELECT link FROM person WHERE institution = ? AND integrated = ?',
      )
      .get(institution, integrated);
    return row?.link ?? null;
  }

  /** Those of these whom the institution knows, by its own numbers; another's number is nobody's here (R210). */
  known(
    institution: string,
    subjects: readonly string[],
  ): readonly { readonly subject: string; readonly link: number }[] {
    return subjects.flatMap((subject) => {
      const link = this.findLink(institution, subject);
      return link === null ? [] : [{ subject, link }];
    });
  }

  /** What another institution calls the same person; null where it does not know them. */
  integratedOf(institution: string, link: number): string | null {
    const row = this.state
      .prepare<[string, number], { integrated: string }>(
        'SELECT integrated FROM person WHERE institution = ? AND link = ?',
      )
      .get(institution, link);
    return row?.integrated ?? null;
  }

  codeOf(institution: string, link: number): string | null {
    const row = this.state
      .prepare<[string, number], { code: string }>('SELECT code FROM code WHERE institution = ? AND link = ?')
      .get(institution, link);
    return row?.code ?? null;
  }

  /** Random, so that no two institutions can tell from their codes that they speak of one person (R207). */
  ensureCode(institution: string, link: number): string {
    const known = this.codeOf(institution, link);
    if (known !== null) return known;
    const code = randomBytes(24).toString('base64url');
    this.state.prepare('INSERT INTO code VALUES (?, ?, ?)').run(institution, link, code);
    return code;
  }

  /**
   * 処理通番: 20 digits, not guessable, and never an individual number in disguise: it begins with a letter's
   * worth of nines.
   */
  newNumber(): string {
    return `9${String(randomInt(1e9)).padStart(9, '0')}${String(randomInt(1e9)).padStart(9, '0')}9`;
  }
}
