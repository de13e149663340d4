import { listRecords, type ToldRecord } from '../../src/audit/reading/list-records.js';
import type { Answer } from './client.js';
import { EditedCity } from './edited-city.js';
import { startTestGateway, type TestGateway } from './gateway.js';

export interface Fault {
  readonly code: string;
  readonly field: string | null;
  readonly standingVersion: string | null;
  readonly givenVersion: string | null;
}

export interface Told {
  readonly userErrors: readonly Fault[];
  readonly warnings: readonly { readonly code: string; readonly field: string | null }[];
  readonly immunization: Record<string, unknown> | null;
  readonly change: Record<string, unknown> | null;
}

const CONTENT = `vaccine { code } dose date { iso } billingMonth setting place
  preExam { result doctor institution { code } } institution { code } doctor manufacturer lot doseMl`;
export const PAYLOAD = `{
  userErrors { code field standingVersion givenVersion } warnings { code field }
  immunization { id version state locked ${CONTENT} provenance { way origin evidence enteredBy }
    history { id kind state reason warnings account decidedBy decisionReason locks before { lot date { iso } } after { lot date { iso } } } }
  change { id atenaNumber doseId kind state contentHash reason warnings version }
}`;
export const FILE = `query ($n: ID!) { resident(atenaNumber: $n) { immunizations { id version state locked ${CONTENT} } } }`;

let keys = 0;
export const newKey = (): string => `records-key-${String(++keys).padStart(4, '0')}`;

/** A gateway over a city of its own, in which doses are entered: a child of a year and a half without any. */
export class RecordsWorld {
  readonly city = new EditedCity();
  readonly children: readonly string[];
  gateway!: TestGateway;

  constructor(count = 6) {
    // Nobody who was merged: what they had under an old number is theirs as well.
    this.children = this.city
      .households(1, count * 2)
      .map(([number]) => number ?? '')
      .filter((number) => this.numbersOf(number) === 1)
      .slice(0, count);
    for (const number of this.children) this.makeChild(number);
  }

  async start(settings: Record<string, string> = {}): Promise<void> {
    this.gateway = await startTestGateway({ ...this.city.files.environment, ...settings });
  }

  async stop(): Promise<void> {
    await this.gateway?.stop();
    this.city.remove();
  }

  healthNumber(atenaNumber: string): string {
    return String(
      this.city.files.row(
        'address-name',
        `SELECT h.GYOMU_NO AS number FROM T_GYOMU_ATENA h JOIN T_GYOMU_ATENA j ON j.TOGO_NO = h.TOGO_NO
         WHERE j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = ? AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'`,
        atenaNumber,
      )['number'],
    ).trimEnd();
  }

  private numbersOf(atenaNumber: string): number {
    const sql = `SELECT COUNT(*) AS count FROM T_GYOMU_ATENA h JOIN T_GYOMU_ATENA j ON j.TOGO_NO = h.TOGO_NO
      WHERE j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = ? AND h.GYOMU_KUBUN = 'KK'`;
    return Number(this.city.files.row('address-name', sql, atenaNumber)['count']);
  }

  /** Whoever it was: born 2022-01-15, with an empty file. */
  private makeChild(number: string): void {
    this.city.registry(
      "UPDATE JUKI_KIHON SET UMARE_YMD = '20220115', SEIBETU_CD = '1' WHERE ATENA_NO = ?",
      number,
    );
    const health = this.healthNumber(number);
    this.city.files.change('health', "UPDATE kk_kojin SET umare_wymd = '5040115' WHERE kojin_no = ?", [
      health,
    ]);
    const rows = this.rowsOf(number).length;
    this.city.files.change('health', 'DELETE FROM kk_sessyu WHERE kojin_no = ?', [health], rows);
  }

  /** The rows of the legacy table, as they stand. */
  rowsOf(atenaNumber: string): readonly Record<string, unknown>[] {
    return this.city.files.rows(
      'health',
      'SELECT * FROM kk_sessyu WHERE kojin_no = ? ORDER BY sessyu_id',
      this.healthNumber(atenaNumber),
    );
  }

  async act(
    name: string,
    type: string,
    input: object,
    {
      account = 'clerk',
      ...asked
    }: { account?: string; purpose?: string; case?: string; from?: string } = {},
  ): Promise<Answer<Record<string, Told | null>> & { readonly told: Told }> {
    const answer = await this.gateway.as<Record<string, Told | null>>(account, {
      purpose: 'HISTORY',
      ...asked,
      query: `mutation ($input: ${type}!) { ${name}(input: $input) ${PAYLOAD} }`,
      variables: { input },
    });
    return { ...answer, told: answer.data?.[name] as Told };
  }

  record(input: object, as: Parameters<RecordsWorld['act']>[3] = {}) {
    return this.act('recordImmunization', 'RecordImmunizationInput', { ...dose(), ...input }, as);
  }

  correct(input: object, as: Parameters<RecordsWorld['act']>[3] = {}) {
    const whole = { idempotencyKey: newKey(), way: 'COUNTER', reason: '本人の申出による', ...input };
    return this.act('correctImmunization', 'CorrectImmunizationInput', whole, as);
  }

  withdraw(input: object, as: Parameters<RecordsWorld['act']>[3] = {}) {
    const whole = { idempotencyKey: newKey(), way: 'COUNTER', reason: '別人の記録であったため', ...input };
    return this.act('withdrawImmunization', 'WithdrawImmunizationInput', whole, as);
  }

  decide(input: object, as: Parameters<RecordsWorld['act']>[3] = {}) {
    const whole = { idempotencyKey: newKey(), decision: 'APPROVE', ...input };
    return this.act('decideImmunizationChange', 'DecideImmunizationChangeInput', whole, {
      account: 'manager',
      ...as,
    });
  }

  async file(atenaNumber: string, query = FILE): Promise<readonly Record<string, unknown>[]> {
    const { data, errors } = await this.gateway.as<{
      resident: { immunizations: readonly Record<string, unknown>[] };
    }>('clerk', { purpose: 'HISTORY', query, variables: { n: atenaNumber } });
    expect(errors).toEqual([]);
    return data.resident.immunizations;
  }

  async records(kind: string): Promise<readonly ToldRecord[]> {
    const { auditDirectory } = this.gateway.settings;
    const found: ToldRecord[] = [];
    for await (const record of listRecords(auditDirectory, this.gateway.auditKeys, {
      kinds: new Set([kind]),
    }))
      found.push(record);
    return found;
  }
}

/** The first MR of a child born 2022-01-15, given in time and of this city: nothing is against it. */
export const dose = (): Record<string, unknown> => ({
  ...{ idempotencyKey: newKey(), vaccine: 'MR', date: '2023-02-01', way: 'PAPER', billingMonth: '2023-03' },
  ...{ manufacturer: '12', lot: 'EY0573', doseMl: 0.5, place: '見本小児科' },
});
