import { canonicalHash } from '../../json/canonical.js';
import type { AnswerContent } from '../../../adapters/intermediate-server/protocol/copies.js';
import type { SignedAnswer } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { AnswerFault } from './faults.js';
import type { InquiryRow } from './inquiry-row.js';
import { SigningKey } from './keys.js';
import type { Parts } from './parts.js';

/** The way of an answer back to its inquirer: signed, kept, and put in the queue that it is fetched from. */
export class Delivery {
  constructor(private readonly parts: Parts) {}

  /** True when it has arrived; what a fault keeps back waits in `held` and comes by `release`. */
  send(row: InquiryRow, answer: SignedAnswer): boolean {
    const fault = this.parts.faults.nextAnswer();
    if (fault === 'NEVER') return this.hold(row, null, fault);
    if (fault === 'LATE' || fault === 'OUT_OF_ORDER')
      return this.hold(row, this.parts.key.sign(answer), fault);
    const key = fault === 'WRONG_SIGNATURE' ? SigningKey.stranger() : this.parts.key;
    const signed = key.sign(this.spoilt(answer, fault));
    this.put(row, signed);
    if (fault === 'TWICE') this.queue(row, signed);
    if (fault === 'SECOND_DIFFERENT')
      this.queue(row, this.parts.key.sign({ ...answer, ...withContent(altered(answer.content)) }));
    return true;
  }

  /** Lets a late answer go once the fault is over, and one out of order once another has gone before it. */
  release(row: InquiryRow, arrived: () => void): boolean {
    const { state, faults } = this.parts;
    const held = state
      .prepare<[string], { answer: string | null; fault: AnswerFault; after: number }>(
        'SELECT * FROM held WHERE number = ?',
      )
      .get(row.number);
    if (held?.answer == null) return false;
    const ready = held.fault === 'LATE' ? faults.lateReleased : this.newest(row.inquirer) > held.after;
    if (!ready) return false;
    state.prepare('DELETE FROM held WHERE number = ?').run(row.number);
    this.put(row, held.answer);
    arrived();
    return true;
  }

  private put(row: InquiryRow, answer: string): void {
    this.parts.state.prepare('INSERT INTO answer VALUES (?, ?, ?)').run(row.number, row.inquirer, answer);
    this.queue(row, answer);
  }

  private queue({ inquirer, number }: InquiryRow, answer: string): void {
    this.parts.state
      .prepare('INSERT INTO delivery VALUES (?, ?, ?, ?)')
      .run(inquirer, this.newest(inquirer) + 1, number, answer);
  }

  private hold({ number, inquirer }: InquiryRow, answer: string | null, fault: AnswerFault): false {
    this.parts.state
      .prepare('INSERT INTO held VALUES (?, ?, ?, ?)')
      .run(number, answer, fault, this.newest(inquirer));
    return false;
  }

  private newest(institution: string): number {
    const row = this.parts.state
      .prepare<[string], { newest: number | null }>(
        'SELECT max(sequence) AS newest FROM delivery WHERE institution = ?',
      )
      .get(institution);
    return row?.newest ?? 0;
  }

  private spoilt(answer: SignedAnswer, fault: AnswerFault | null): SignedAnswer {
    switch (fault) {
      case 'OTHER_PERSON':
        return { ...answer, subject: this.somebodyElse(answer) };
      case 'OTHER_ROW':
        return { ...answer, row: answer.row === '19' ? '18' : '19' };
      case 'OTHER_ITEMS':
        return { ...answer, items: ['TM99999999999999'] };
      case 'OTHER_CONDITION':
        return { ...answer, conditionHash: canonicalHash('another question') };
      case 'OTHER_INQUIRY':
        return { ...answer, requestId: '00000000-0000-4000-8000-000000000000' };
      case 'ALTERED':
        return { ...answer, content: altered(answer.content) };
      default:
        return answer;
    }
  }

  private somebodyElse({ inquirer, subject }: SignedAnswer): string {
    const row = this.parts.state
      .prepare<[string, string], { integrated: string }>(
        'SELECT integrated FROM person WHERE institution = ? AND integrated <> ? LIMIT 1',
      )
      .get(inquirer, subject);
    return row?.integrated ?? subject;
  }
}

function altered({ copies }: AnswerContent): AnswerContent {
  return {
    copies: copies.map((copy) => ({
      ...copy,
      values: copy.values.map(({ name }) => ({ name, value: 'changed on the way' })),
    })),
  };
}

function withContent(content: AnswerContent): Pick<SignedAnswer, 'content' | 'contentHash'> {
  return { content, contentHash: canonicalHash(content) };
}
