import type Database from 'better-sqlite3';
import type { SignedAnswer } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import { KOGANEI, KOKUBUNJI, INSURER, known, PEOPLE } from '../../support/intermediate/world.js';

/** What may stand in an answer: what its provider has registered of that person, at some time. */
export class Witness {
  private readonly texts = new Map<string, Set<string>>();
  /** Answers looked at already: when they were made is when their restrictions count. */
  readonly seen = new Set<string>();

  constructor() {
    for (const institution of [KOGANEI, KOKUBUNJI, INSURER])
      for (const person of PEOPLE) this.registered(institution, person, `of ${person} at ${institution}`);
  }

  registered(institution: string, person: number, text: string): void {
    const key = `${institution} ${person}`;
    this.texts.set(key, (this.texts.get(key) ?? new Set()).add(text));
  }

  mayTell(institution: string, person: number, text: string): boolean {
    return this.texts.get(`${institution} ${person}`)?.has(text) === true;
  }
}

interface Exchange {
  readonly number: string;
  readonly inquirer: string;
  readonly provider: string;
  readonly link: number;
  readonly request: string;
  readonly state: string;
  readonly provision_state: string | null;
  readonly holds: string;
  readonly approved_hash: string | null;
  readonly received_at: number | null;
}

/** What must hold between any two events. Read from behind the sockets, by rules of its own. */
export function checkInvariants(state: Database.Database, witness: Witness): void {
  const all = state.prepare<[], Exchange>('SELECT * FROM inquiry').all();
  for (const one of all) checkExchange(state, one, witness);
  checkDeliveries(state);
  checkLogs(state);
}

function checkExchange(state: Database.Database, one: Exchange, witness: Witness): void {
  const permit = state
    .prepare<
      [string],
      { used_at: number | null; row: string; provider: string; items: string; route: string; code: string }
    >('SELECT * FROM permit WHERE number = ?')
    .all(one.number);
  const request = JSON.parse(one.request) as { row: string; items: string[]; subject: string };
  const left = ['SENT', 'ANSWERED'].includes(one.state) || one.received_at !== null;
  // No inquiry leaves without a permit, used once, for this very row, body and items.
  expect(permit.length).toBeLessThanOrEqual(1);
  if (left) expect(permit[0]?.used_at).not.toBeNull();
  if (['REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED'].includes(one.state))
    expect(permit[0]?.used_at ?? null).toBeNull();
  if (permit[0] !== undefined) {
    expect([permit[0].row, permit[0].provider, permit[0].items, permit[0].route]).toEqual([
      request.row,
      one.provider,
      JSON.stringify(request.items),
      one.inquirer,
    ]);
    expect(
      state.prepare('SELECT code FROM code WHERE institution = ? AND link = ?').get(one.inquirer, one.link),
    ).toEqual({ code: permit[0].code });
  }
  checkRecords(state, one, left);
  const answers = state
    .prepare<[string], { inquirer: string; answer: string }>(
      'SELECT inquirer, answer FROM answer WHERE number = ?',
    )
    .all(one.number);
  expect(answers.length).toBe(one.state === 'ANSWERED' ? 1 : 0);
  for (const { inquirer, answer } of answers) {
    expect(inquirer).toBe(one.inquirer);
    checkAnswer(state, one, { answer: payloadOf(answer), request, witness });
  }
}

/** Both ends have their record of what was sent, and nobody of anything else. */
function checkRecords(state: Database.Database, one: Exchange, left: boolean): void {
  const records = state
    .prepare<[string], { institution: string; side: string; provided_at: number | null }>(
      'SELECT institution, side, provided_at FROM record WHERE number = ? ORDER BY side',
    )
    .all(one.number);
  const expected = [
    ...(left ? [`INQUIRER ${one.inquirer}`] : []),
    ...(one.received_at === null ? [] : [`PROVIDER ${one.provider}`]),
  ];
  // An institution that asks itself has one place for both: the list refuses that long before.
  expect(records.map(({ side, institution }) => `${side} ${institution}`)).toEqual(expected);
  for (const { provided_at: provided } of records)
    expect(provided !== null).toBe(one.provision_state === 'SENT');
}

function checkAnswer(
  state: Database.Database,
  one: Exchange,
  {
    answer,
    request,
    witness,
  }: { answer: SignedAnswer; request: { subject: string; items: string[] }; witness: Witness },
): void {
  const person = PEOPLE.find((candidate) => known(one.inquirer, candidate) === request.subject);
  if (person === undefined) throw new Error('the inquiry is about nobody');
  expect([answer.subject, answer.inquirer, answer.provider, answer.items]).toEqual([
    request.subject,
    one.inquirer,
    one.provider,
    request.items,
  ]);
  for (const { item, values } of answer.content.copies) {
    expect(request.items).toContain(item);
    for (const { value } of values)
      expect([value, witness.mayTell(one.provider, person, value)]).toEqual([value, true]);
  }
  // What was held went for an approval of exactly this.
  if (one.holds !== '[]') expect(one.approved_hash).toBe(answer.contentHash);
  if (witness.seen.has(one.number)) return;
  witness.seen.add(one.number);
}

function checkDeliveries(state: Database.Database): void {
  const astray = state
    .prepare(
      'SELECT d.number FROM delivery d JOIN inquiry i ON i.number = d.number WHERE d.institution <> i.inquirer',
    )
    .all();
  expect(astray).toEqual([]);
}

function checkLogs(state: Database.Database): void {
  const gaps = state
    .prepare('SELECT institution FROM log GROUP BY institution HAVING count(*) <> max(sequence)')
    .all();
  expect(gaps).toEqual([]);
}

function payloadOf(answer: string): SignedAnswer {
  return JSON.parse(Buffer.from(answer.split('.')[1] ?? '', 'base64url').toString('utf8')) as SignedAnswer;
}
