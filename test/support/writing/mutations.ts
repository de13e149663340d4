import { couponLineOf } from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { MUNICIPALITY, NEIGHBOUR } from '../../../src/about.js';
import { CONSENT, example } from '../vrs/graph.js';
import { dose } from '../records.js';
import {
  COUNTER,
  HISTORY_CLERK,
  MANAGER,
  REGISTRY,
  VRS_CLERK,
  type Asking,
  type WritingWorld,
} from './writing-world.js';

type Input = Readonly<Record<string, unknown>>;
type Wrong = (world: WritingWorld, input: Input) => Input;

/** A mutation of the graph, and one act of it after the other. */
export interface WritingMutation {
  readonly room: 'cases' | 'movements' | 'immunization-records' | 'vaccination-record' | 'reconciliation';
  /** Type of its input. */
  readonly type: string;
  /** What is selected of its payload, beside the faults. */
  readonly payload: string;
  readonly asking: Asking;
  /** The input of an act that nobody has asked for, without its key; makes what the act is about where it has to be. */
  readonly fresh: (world: WritingWorld) => Promise<Input>;
  /** What makes another act of it. */
  readonly other: Input | Wrong;
  /** What speaks against it, and how that is told; null: nothing but a key that stood for something else. */
  readonly against: readonly [wrong: Input | Wrong, code: string] | null;
  /** How often its effect stands where it belongs; `act`: id of the request. */
  readonly made: (world: WritingWorld, input: Input, act: string) => number;
  /** The case without which nothing is asked, about these persons. */
  readonly needsCase?: (world: WritingWorld, input: Input) => Promise<string>;
}

const text = (value: unknown): string => String(value);

/** Prepares by an act of another mutation, which has to come to pass. */
async function done(world: WritingWorld, name: string, input: Input): Promise<Record<string, unknown>> {
  const { errors, data } = await ask(world, name, { idempotencyKey: world.key(), ...input });
  const told = data?.[name];
  if (told == null || (told['userErrors'] as object[]).length > 0)
    throw new Error(`${name}: ${JSON.stringify([errors, told])}`);
  return told;
}

export function documentOf(name: string): string {
  const { type, payload } = mutation(name);
  return `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field message messageJa } ${payload} } }`;
}

export function mutation(name: string): WritingMutation {
  const row = MUTATIONS[name];
  if (row === undefined) throw new Error(`${name} has no row in test/support/writing/mutations.ts`);
  return row;
}

/** Asks as the row says. */
export function ask(world: WritingWorld, name: string, input: Input, how: Partial<Asking> = {}) {
  return world.ask({ ...mutation(name).asking, ...how }, documentOf(name), { input });
}

const opening = (world: WritingWorld, more: Input = {}): Input => ({
  ...{ atenaNumbers: [world.take('plain')], purposes: ['INQUIRY'], window: 'health-counter' },
  ...{ requester: 'PERSON', documents: ['NUMBER_CARD'], documentNumber: `5小健第${1_000 + world.next()}号` },
  ...more,
});

/** A case of the counter's about somebody whom no act was about before. */
export async function openedCase(world: WritingWorld, more: Input = {}): Promise<string> {
  const told = await done(world, 'openCase', opening(world, more));
  return text((told['case'] as Input)['number']);
}

const OF_CASES = { room: 'cases', payload: 'case { number state documents }', asking: COUNTER } as const;
const NO_SUCH_CASE = [{ number: '2023-88888' }, 'UNKNOWN_CASE'] as const;

const CASES: Readonly<Record<string, WritingMutation>> = {
  openCase: {
    ...{ ...OF_CASES, type: 'OpenCaseInput', other: { documents: ['PASSPORT'] } },
    fresh: (world) => Promise.resolve(opening(world)),
    against: [{ documents: [] }, 'IDENTITY_NOT_SHOWN'],
    made: (world, { documentNumber }) =>
      world.count(
        'store',
        `SELECT 1 FROM case_file JOIN case_person ON case_number = number WHERE document_number = ?`,
        text(documentNumber).normalize('NFKC'),
      ),
  },
  addCasePersons: {
    ...{ ...OF_CASES, type: 'AddCasePersonsInput', against: NO_SUCH_CASE },
    other: (world) => ({ atenaNumbers: [world.take('plain')] }),
    fresh: async (world) => ({ number: await openedCase(world), atenaNumbers: [world.take('plain')] }),
    made: (world, { number, atenaNumbers }) =>
      world.count(
        'store',
        'SELECT 1 FROM case_addition a JOIN case_person p USING (case_number) WHERE case_number = ? AND p.atena_number = a.persons AND persons = ?',
        ...[number, (atenaNumbers as string[])[0]],
      ),
  },
  addCaseDocuments: {
    ...{ ...OF_CASES, type: 'AddCaseDocumentsInput', against: NO_SUCH_CASE },
    other: { documents: ['NUMBER_CARD'] },
    fresh: async (world) => ({ number: await openedCase(world), documents: ['PASSPORT'] }),
    made: (world, { number }) =>
      world.count(
        'store',
        "SELECT 1 FROM case_addition WHERE case_number = ? AND documents = 'PASSPORT'",
        number,
      ),
  },
  addCaseConsent: {
    ...{ ...OF_CASES, type: 'AddCaseConsentInput', payload: 'case { number consent { form scopes on } }' },
    against: [{ consent: { ...CONSENT, on: '2023-06-26' } }, 'CONSENT_BEFORE_CASE'],
    other: { consent: { ...CONSENT, scopes: ['ISSUE_COUPON'], on: '2023-06-27' } },
    fresh: async (world) => ({ number: await openedCase(world), consent: { ...CONSENT, on: '2023-06-27' } }),
    made: (world, { number }, act) =>
      world.count('store', 'SELECT 1 FROM case_file WHERE number = ? AND consent_act = ?', number, act),
  },
  closeCase: {
    ...{ ...OF_CASES, type: 'CloseCaseInput', against: NO_SUCH_CASE },
    other: { outcome: 'REFUSED' },
    fresh: async (world) => ({ number: await openedCase(world), outcome: 'ANSWERED' }),
    made: (world, { number }, act) =>
      world.count('store', 'SELECT 1 FROM case_file WHERE number = ? AND closed_act = ?', number, act),
  },
  withdrawConsent: {
    ...{ ...OF_CASES, type: 'WithdrawConsentInput', against: NO_SUCH_CASE },
    other: { on: '2023-06-26' },
    fresh: async (world) => ({ number: await openedCase(world, { consent: CONSENT }), on: '2023-06-27' }),
    made: (world, { number }, act) =>
      world.count('store', 'SELECT 1 FROM case_file WHERE number = ? AND withdrawn_act = ?', number, act),
  },
  matchPerson: {
    room: 'cases',
    type: 'MatchPersonInput',
    payload: 'match { decision }',
    asking: { account: 'number-clerk', purpose: 'INQUIRY' },
    other: { sex: 'UNKNOWN' },
    fresh: (world) => Promise.resolve(shown(world, world.take('plain'))),
    against: null,
    made: (world, { atenaNumber }, act) =>
      world.count('store', 'SELECT 1 FROM case_match WHERE atena_number = ? AND id = ?', atenaNumber, act),
  },
};

function shown(world: WritingWorld, atenaNumber: string): Input {
  const { files } = world.records.city;
  const row = files.row('registry', 'SELECT * FROM JUKI_KIHON WHERE ATENA_NO = ?', atenaNumber);
  const number = files.row(
    'address-name',
    `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE TOGO_NO IN
       (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND trim(GYOMU_NO) = ?)`,
    atenaNumber,
  );
  const born = text(row['UMARE_YMD']);
  return {
    ...{ atenaNumber, number: number['number'], name: row['SIMEI_KANJI'], address: row['JUSHO'] },
    birthDate: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`,
    sex: row['SEIBETU_CD'] === '1' ? 'MALE' : 'FEMALE',
  };
}

const MOVEMENTS: Readonly<Record<string, WritingMutation>> = {
  applyMovement: {
    room: 'movements',
    type: 'ApplyMovementInput',
    payload: 'change { id kind atenaNumber flags { target state } }',
    asking: REGISTRY,
    other: { notifiedOn: '2023-06-26' },
    fresh: (world) =>
      Promise.resolve({
        ...{ kind: 'MOVE_WITHIN', atenaNumber: world.take('plain') },
        ...{ movedOn: '2023-06-27', notifiedOn: '2023-06-27' },
        address: {
          ...{ municipality: '132101', townCode: '00101', written: `見本町${world.next()}番` },
          extra: null,
        },
      }),
    against: [{ movedOn: '2023-08-27', notifiedOn: '2023-08-27' }, 'DATE_TO_COME'],
    made: (world, { atenaNumber, address }, act) =>
      world.count(
        'registry',
        `SELECT 1 FROM JUKI_RENKEI r JOIN JUKI_KIHON k ON k.ATENA_NO = ? WHERE r.UKE_ID = ? AND k.JUSHO = ?`,
        ...[atenaNumber, act, (address as Input)['written']],
      ),
  },
};

const CHANGED = 'change { id kind state version } immunization { id version state lot }';
const OF_RECORDS = { room: 'immunization-records', payload: CHANGED, asking: HISTORY_CLERK } as const;
const BECAUSE = { way: 'COUNTER', reason: '本人の申出による' } as const;

/** A dose of a child who had none. */
async function enteredDose(world: WritingWorld): Promise<{ atenaNumber: string; id: string }> {
  const atenaNumber = world.take('children');
  const told = await done(world, 'recordImmunization', {
    ...dose(),
    idempotencyKey: world.key(),
    atenaNumber,
  });
  return { atenaNumber, id: text((told['immunization'] as Input)['id']) };
}

const rowsOf = (world: WritingWorld, atenaNumber: unknown, where: string, ...values: unknown[]): number =>
  world.count(
    'health',
    `SELECT 1 FROM kk_sessyu WHERE kojin_no = ? AND ${where}`,
    world.healthNumber(text(atenaNumber)),
    ...values,
  );

const RECORDS: Readonly<Record<string, WritingMutation>> = {
  recordImmunization: {
    ...{ ...OF_RECORDS, type: 'RecordImmunizationInput', other: { lot: 'EY0999' } },
    fresh: (world) => {
      const { idempotencyKey: _key, ...given } = dose();
      return Promise.resolve({ ...given, atenaNumber: world.take('children') });
    },
    against: [{ date: '2023-06-28', billingMonth: null }, 'DATE_FUTURE'],
    made: (world, { atenaNumber }) => rowsOf(world, atenaNumber, "yobou_cd = '071'"),
  },
  correctImmunization: {
    ...{ ...OF_RECORDS, type: 'CorrectImmunizationInput', other: { changes: { lot: 'EY0999' } } },
    fresh: async (world) => ({
      ...(await enteredDose(world)),
      ...{ ...BECAUSE, version: '0', changes: { lot: 'EY0574' } },
    }),
    against: [{ version: '7' }, 'STALE'],
    made: (world, { atenaNumber }, act) =>
      rowsOf(world, atenaNumber, "lot_no = 'EY0574' AND kosin_no = 1 AND kosin_id = ?", act),
  },
  withdrawImmunization: {
    ...{ ...OF_RECORDS, type: 'WithdrawImmunizationInput', other: { reason: '別の理由' } },
    fresh: async (world) => ({ ...(await enteredDose(world)), ...BECAUSE, version: '0' }),
    against: [{ version: '7' }, 'STALE'],
    made: (world, { atenaNumber }, act) =>
      rowsOf(world, atenaNumber, "torikesi_flg = '1' AND kosin_no = 1 AND kosin_id = ?", act),
  },
  decideImmunizationChange: {
    ...{ ...OF_RECORDS, type: 'DecideImmunizationChangeInput', asking: MANAGER },
    other: { decision: 'REJECT', reason: '別人の記録' },
    fresh: async (world) => {
      const entered = await enteredDose(world);
      const at = { ...entered, ...BECAUSE };
      await done(world, 'correctImmunization', { ...at, version: '0', changes: { lot: 'EY0574' } });
      // Locked by the first: the second waits for the holder of the office.
      const told = await done(world, 'correctImmunization', {
        ...{ ...at, version: '1', changes: { lot: 'EY0575' } },
      });
      const id = text((told['change'] as Input)['id']);
      const [row] = world.store<{ hash: string }>(
        'SELECT content_hash AS hash FROM immunization_change WHERE id = ?',
        id,
      );
      return { atenaNumber: entered.atenaNumber, id, contentHash: row?.hash, decision: 'APPROVE' };
    },
    against: [{ contentHash: 'x'.repeat(43) }, 'CONTENT_CHANGED'],
    made: (world, { atenaNumber, id }) =>
      rowsOf(world, atenaNumber, "lot_no = 'EY0575' AND kosin_no = 2 AND kosin_id = ?", id),
  },
};

const OF_FINDINGS = { room: 'reconciliation', payload: 'finding { id state outcome }' } as const;
const decided = (world: WritingWorld): Input => {
  const id = world.take('findings');
  return { id, digest: world.digestOf(id) };
};
const PROPOSAL = { decision: 'ACCEPT_VRS', reason: 'SLIP_SEEN' } as const;

const FINDINGS: Readonly<Record<string, WritingMutation>> = {
  decideFinding: {
    ...{ ...OF_FINDINGS, type: 'DecideFindingInput', asking: VRS_CLERK },
    other: { reason: 'EVIDENT' },
    fresh: (world) => Promise.resolve({ ...decided(world), ...PROPOSAL }),
    against: [{ decision: 'CORRECT' }, 'VALUES_NEEDED'],
    made: (world, { id }, act) =>
      world.count(
        'store',
        "SELECT 1 FROM recon_finding WHERE id = ? AND state = 'PROPOSED' AND proposed_act = ?",
        ...[id, act],
      ),
  },
  approveFinding: {
    ...{ ...OF_FINDINGS, type: 'ApproveFindingInput', asking: MANAGER },
    other: { approve: false },
    fresh: async (world) => {
      const { id, ...of } = decided(world);
      await done(world, 'decideFinding', { id, ...of, ...PROPOSAL });
      return { id, digest: world.proposalOf(String(id)), approve: true };
    },
    against: [{ digest: 'x'.repeat(43) }, 'CHANGED'],
    // Both: that it is decided, and that the row of the ledger was corrected once.
    made: (world, { id }, act) => {
      const [row] = world.store<{ ledger: string; under: string }>(
        "SELECT ledger_id AS ledger, ledger_under AS under FROM recon_finding WHERE id = ? AND state = 'DECIDED' AND decided_act = ?",
        ...[id, act],
      );
      if (row === undefined) return 0;
      const changes = world.count(
        'store',
        "SELECT 1 FROM immunization_change WHERE dose_id = ? AND state = 'DONE'",
        row.ledger,
      );
      const sql = "SELECT 1 FROM kk_sessyu WHERE sessyu_id = ? AND lot_no = 'ZZ0001' AND kosin_no = 1";
      return changes * world.count('health', sql, Number(row.ledger));
    },
  },
};

const RECORD = 'vaccinationRecord { state coupons { number } flags { movement state } }';
const APPLICATION = 'application { number state }';
const OF_VRS = { room: 'vaccination-record', asking: VRS_CLERK } as const;
const FACTS = {
  day: '2023-06-27',
  venue: '本町会場',
  doctor: '見本 太郎',
  maker: 'ファイザー',
  givenIn: MUNICIPALITY,
};
const coupon = (world: WritingWorld): string => String(9_300_000_000 + world.next());
const lot = (world: WritingWorld): string => `W${world.next()}`;
const ofVrs = (world: WritingWorld, sql: string, ...values: unknown[]): number =>
  world.count('vrs', sql, MUNICIPALITY, ...values);

function ownDose(world: WritingWorld): Input {
  const atenaNumber = world.take('targets');
  const line = couponLineOf({
    ...{ kind: '1', dose: 8, municipality: MUNICIPALITY, coupon: world.couponOf(atenaNumber) },
  });
  return { ...FACTS, atenaNumber, line, lot: lot(world), reading: 'HAND' };
}

async function recordedDose(world: WritingWorld): Promise<{ given: Input; doseId: string }> {
  const given = ownDose(world);
  const told = await done(world, 'recordCouponDose', given);
  return { given, doseId: text(told['doseId']) };
}

async function applied(world: WritingWorld): Promise<string> {
  const atenaNumber = world.take('targets');
  const input = { atenaNumber, kind: 'DOMESTIC', identityCheck: 'DOCUMENTS' };
  const told = await done(world, 'applyForCertificate', input);
  return text((told['application'] as Input)['number']);
}

/** Somebody else's application, sent from a device of their own. */
function electronic(world: WritingWorld): Input {
  const applicant = world.healthNumber(world.take('targets'));
  return { number: text(world.vrs.apply(MUNICIPALITY, applicant, 'DOMESTIC').number) };
}

const VRS: Readonly<Record<string, WritingMutation>> = {
  registerTarget: {
    ...{ ...OF_VRS, type: 'RegisterTargetInput', payload: RECORD, other: { issuedOn: '2023-06-26' } },
    fresh: (world) => {
      const atenaNumber = world.take('plain');
      world.forget(atenaNumber);
      return Promise.resolve({ atenaNumber, couponNumber: coupon(world), issuedOn: '2023-06-27' });
    },
    against: [(world) => ({ atenaNumber: world.take('targets') }), 'ALREADY_REGISTERED'],
    made: (world, { couponNumber }) =>
      ofVrs(
        world,
        'SELECT 1 FROM coupon JOIN target USING (institution, person) WHERE institution = ? AND coupon = ?',
        couponNumber,
      ),
  },
  reissueCoupon: {
    ...{ ...OF_VRS, type: 'ReissueCouponInput', payload: RECORD, other: { reason: 'DAMAGED' } },
    fresh: (world) =>
      Promise.resolve({
        ...{ atenaNumber: world.take('targets'), couponNumber: coupon(world), reason: 'LOST' },
        issuedOn: '2023-06-27',
      }),
    against: [
      (world, { atenaNumber }) => ({ couponNumber: world.couponOf(text(atenaNumber)) }),
      'COUPON_IN_USE',
    ],
    made: (world, { couponNumber }) =>
      ofVrs(
        world,
        'SELECT 1 FROM coupon WHERE institution = ? AND coupon = ? AND voided_on IS NULL',
        couponNumber,
      ),
  },
  setTargetFlag: {
    ...{ ...OF_VRS, type: 'SetTargetFlagInput', payload: RECORD, other: { effectiveOn: '2023-09-02' } },
    fresh: (world) =>
      Promise.resolve({
        ...{ atenaNumber: world.take('targets'), kind: 'MOVE_OUT', effectiveOn: '2023-09-01' },
        planned: true,
      }),
    against: [{ movement: '11111111-1111-4111-8111-111111111111' }, 'UNKNOWN_RECORD'],
    made: (world, { atenaNumber }) =>
      ofVrs(
        world,
        'SELECT 1 FROM flag WHERE institution = ? AND person = ? AND cancelled = 0',
        world.healthNumber(text(atenaNumber)),
      ),
  },
  cancelTargetFlag: {
    ...{ ...OF_VRS, type: 'CancelTargetFlagInput', payload: RECORD },
    other: { movement: '11111111-1111-4111-8111-111111111111' },
    fresh: async (world) => {
      const atenaNumber = world.take('targets');
      await done(world, 'setTargetFlag', {
        ...{ atenaNumber, kind: 'MOVE_OUT', effectiveOn: '2023-09-01', planned: true },
      });
      const flag = world.vrs.state
        .prepare<[string, string], { movement: string }>(
          'SELECT movement FROM flag WHERE institution = ? AND person = ?',
        )
        .get(MUNICIPALITY, world.healthNumber(atenaNumber));
      return { atenaNumber, movement: flag?.movement };
    },
    against: [{ movement: '11111111-1111-4111-8111-111111111111' }, 'UNKNOWN_RECORD'],
    made: (world, { movement }) =>
      ofVrs(world, 'SELECT 1 FROM flag WHERE institution = ? AND movement = ? AND cancelled = 1', movement),
  },
  recordCouponDose: {
    ...{ ...OF_VRS, type: 'RecordCouponDoseInput', payload: `doseId version ${RECORD}` },
    other: { venue: '緑会場' },
    fresh: (world) => Promise.resolve(ownDose(world)),
    against: [{ line: '11' }, 'BAD_LINE'],
    made: (world, { lot: written }) =>
      ofVrs(
        world,
        'SELECT 1 FROM dose WHERE institution = ? AND lot = ? AND version = 1 AND withdrawn = 0',
        written,
      ),
  },
  correctCouponDose: {
    ...{ ...OF_VRS, type: 'CorrectCouponDoseInput', payload: `doseId version ${RECORD}` },
    other: { reason: 'OTHER' },
    fresh: async (world) => {
      const { given, doseId } = await recordedDose(world);
      const { line: _line, reading: _reading, ...facts } = given;
      const couponNumber = world.couponOf(text(given['atenaNumber']));
      return {
        ...{ ...facts, doseId, version: 1, couponNumber, dose: 8 },
        ...{ lot: lot(world), reason: 'WRONG_LOT' },
      };
    },
    against: [{ version: 7 }, 'CHANGED_MEANWHILE'],
    made: (world, { doseId, lot: written }) =>
      ofVrs(
        world,
        `SELECT 1 FROM dose JOIN dose_before b USING (institution, id) WHERE institution = ? AND id = ?
         AND dose.version = 2 AND dose.lot = ?`,
        ...[doseId, written],
      ),
  },
  withdrawCouponDose: {
    ...{ ...OF_VRS, type: 'WithdrawCouponDoseInput', payload: RECORD, other: { reason: 'WRONG_DAY' } },
    fresh: async (world) => {
      const { given, doseId } = await recordedDose(world);
      return { atenaNumber: given['atenaNumber'], doseId, version: 1, reason: 'OTHER' };
    },
    against: [{ version: 7 }, 'CHANGED_MEANWHILE'],
    made: (world, { doseId }) =>
      ofVrs(
        world,
        `SELECT 1 FROM dose JOIN dose_before b USING (institution, id) WHERE institution = ? AND id = ?
         AND dose.withdrawn = 1`,
        doseId,
      ),
  },
  askVaccinationRecord: {
    ...{ ...OF_VRS, type: 'AskVaccinationRecordInput', other: { consentHardToObtain: true } },
    payload: 'answer { outcome municipality answeredAt doses { dose day lot } }',
    fresh: (world) =>
      Promise.resolve({
        atenaNumber: example(world.data, 'movedIn'),
        need: 'NEW_COUPON',
        municipality: NEIGHBOUR,
      }),
    against: [{ municipality: '011002' }, 'NOT_MOVED_IN'],
    needsCase: (world, { atenaNumber }) =>
      openedCase(world, { atenaNumbers: [atenaNumber], consent: CONSENT }),
    made: (world, _input, act) =>
      ofVrs(world, 'SELECT 1 FROM inquiry WHERE inquirer = ? AND request_id = ?', act),
  },
  applyForCertificate: {
    ...{ ...OF_VRS, type: 'ApplyForCertificateInput', payload: APPLICATION, other: { kind: 'OVERSEAS' } },
    fresh: (world) =>
      Promise.resolve({
        ...{ atenaNumber: world.take('targets'), kind: 'DOMESTIC', identityCheck: 'DOCUMENTS' },
      }),
    against: [
      (world) => {
        const atenaNumber = world.take('plain');
        world.forget(atenaNumber);
        return { atenaNumber };
      },
      'UNKNOWN_TO_SYSTEM',
    ],
    made: (world, { atenaNumber }) =>
      ofVrs(
        world,
        "SELECT 1 FROM application WHERE institution = ? AND person = ? AND channel = 'COUNTER'",
        world.healthNumber(text(atenaNumber)),
      ),
  },
  decideApplication: {
    ...{ ...OF_VRS, type: 'DecideApplicationInput', payload: APPLICATION, other: { decision: 'REFUSE' } },
    fresh: async (world) => ({ number: await applied(world), decision: 'ACCEPT' }),
    against: [{ number: '99999999' }, 'UNKNOWN_RECORD'],
    made: (world, { number }) =>
      ofVrs(
        world,
        "SELECT 1 FROM application WHERE institution = ? AND number = ? AND state = 'ACCEPTED'",
        Number(number),
      ),
  },
  markApplicationIssued: {
    ...{ ...OF_VRS, type: 'MarkApplicationIssuedInput', payload: APPLICATION, other: electronic },
    fresh: async (world) => {
      const number = await applied(world);
      await done(world, 'decideApplication', { number, decision: 'ACCEPT' });
      return { number };
    },
    against: [{ number: '99999999' }, 'UNKNOWN_RECORD'],
    made: (world, { number }) =>
      ofVrs(
        world,
        "SELECT 1 FROM application WHERE institution = ? AND number = ? AND state = 'ISSUED'",
        Number(number),
      ),
  },
};

/** Every mutation of the rooms that write, once each. */
export const MUTATIONS: Readonly<Record<string, WritingMutation>> = {
  ...CASES,
  ...MOVEMENTS,
  ...RECORDS,
  ...FINDINGS,
  ...VRS,
};

/** Mutations that have a kill suite of their own beside `test/fault/every-mutation-kill`, by its file. */
export const KILLED_IN = {
  'test/fault/linkage-act-kill.test.ts': [
    ...['requestInformation', 'registerCopies', 'approveProvision', 'rejectProvision', 'setNonDisclosure'],
  ],
  'test/fault/review-kill.test.ts': ['classifyFinding', 'signReview'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Staff administration and sessions: one transaction each, and of it nothing is left to do
 * (test/integration/staff.test.ts, test/integration/session.test.ts).
 */
export const OF_ONE_TRANSACTION: readonly string[] = [
  ...['createAccount', 'assignDepartment', 'endAccount', 'renewCredential', 'recordTraining', 'recordPledge'],
  ...['grantMenu', 'revokeGrant', 'allowMoreUsers', 'appointOffice', 'delegateOffice', 'registerContract'],
  ...['completeContract', 'endContract', 'endOffice', 'addRosterLine', 'removeRosterLine'],
  ...['logout', 'endSession'],
];
