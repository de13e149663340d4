import { GatewayError } from '../../../src/errors/gateway-error.js';
import type { Subject } from '../../../src/guard/subject.js';
import type { LinkageAccess, ProvisionFacts, RequestFacts } from '../../../src/linkage/linkage-access.js';
import type { Page } from '../../../src/paging/page.js';
import type {
  BasisView,
  CopyView,
  ExchangeRecordView,
  LinkageFault,
  ProvisionView,
  RequestView,
} from '../../../src/linkage/views.js';

export const REQUEST_ID = 'd4f1a0c2-1111-4222-8333-0123456789ab';
export const PROVISION_ID = '00000000000000000042';
export const HASH = 'h'.repeat(43);
export const KOKUBUNJI = { code: '0220113214401700', nameJa: '国分寺市', kind: 'MUNICIPALITY' as const };
const ITEM = { code: 'TM00000000001601', nameJa: '予防接種の実施に関する情報' };
const BASIS: BasisView = {
  row: '16の2',
  article: '第12条の2',
  citation: '番号法第19条第8号 別表第二の16の2の項',
  basisConflict: false,
};
const AT = '2023-06-27T01:00:00.000Z';
const COPY: CopyView = {
  item: ITEM.code,
  nameJa: ITEM.nameJa,
  dataSet: '0001',
  version: '0001',
  validFrom: '2021-04-01',
  validTo: null,
  factDay: '2020-05-01',
  refreshedAt: AT,
  values: [
    { name: 'vaccine', value: 'MR' },
    { name: 'lot', value: 'LOT-LINKED' },
  ],
};

export function requestOf(atenaNumber: string, more: Partial<RequestView> = {}): RequestView {
  return {
    ...BASIS,
    id: REQUEST_ID,
    atenaNumber,
    provider: KOKUBUNJI,
    items: [ITEM],
    state: 'ANSWERED',
    requestedAt: AT,
    changedAt: AT,
    requestedBy: 'number-clerk',
    caseNumber: 'K-2023-17',
    refusal: null,
    quarantine: null,
    answered: true,
    ...more,
  };
}

export function provisionOf(atenaNumber: string | null, more: Partial<ProvisionView> = {}): ProvisionView {
  return {
    ...BASIS,
    id: PROVISION_ID,
    atenaNumber,
    inquirer: KOKUBUNJI,
    items: [ITEM],
    state: 'AWAITING_APPROVAL',
    holds: ['PERSON_NOT_AUTOMATIC'],
    receivedAt: AT,
    changedAt: AT,
    expiresAt: AT,
    approvalExpiresAt: null,
    approvedBy: null,
    ...more,
  };
}

const RECORD: ExchangeRecordView = {
  ...BASIS,
  id: PROVISION_ID,
  side: 'PROVIDER',
  counterpart: KOKUBUNJI,
  items: [ITEM],
  requestedAt: AT,
  providedAt: AT,
  hidden: false,
  keepUntil: '2030-06-27',
};

function page<Row>(nodes: readonly Row[]): Page<Row> {
  return {
    nodes,
    cursors: nodes.map((_, at) => `c${at}`),
    endCursor: null,
    hasNextPage: false,
    hasPreviousPage: false,
  };
}

/** Answers about the persons it is told of, and keeps what it was asked to do. */
export class ScriptedLinkage implements LinkageAccess {
  /** Acts that reached it, with what they were told. */
  readonly acts: (readonly [act: string, input: object])[] = [];
  /** Reads that reached it. */
  readonly reads: string[] = [];
  /** What every act comes to instead, when there are any. */
  faults: readonly LinkageFault[] = [];
  /** The intermediate server does not answer; the own store does. */
  silent = false;
  constructor(
    private readonly people: readonly string[],
    private readonly about: string | null = people[0] ?? null,
  ) {}

  requests = async () => this.read('requests', page(this.people.map((one) => requestOf(one))));
  rows = () => [];
  bodies = async () => this.readServer('bodies', [KOKUBUNJI]);
  countRequests = async () => this.read('countRequests', this.people.length);
  requestHistories = async (requests: readonly RequestFacts[]) =>
    requests.map(({ state, changedAt: at }) => [{ state, at, account: null, caseNumber: null }]);
  provisionHistories = async (provisions: readonly ProvisionFacts[]) =>
    provisions.map(({ state, changedAt: at }) => [{ state, at, account: null, caseNumber: null }]);
  countProvisions = async () => this.readServer('countProvisions', this.people.length);
  request = async (id: string) =>
    this.read('request', id === REQUEST_ID && this.about !== null ? requestOf(this.about) : null);
  requestsOf = async (persons: readonly Subject[]) =>
    this.read(
      'requestsOf',
      persons.map(({ atenaNumber }) => [requestOf(atenaNumber)]),
    );
  answer = async () => this.read('answer', [COPY]);
  recordsOf = async (persons: readonly Subject[]) =>
    this.readServer(
      'recordsOf',
      persons.map(() => [RECORD]),
    );
  extractOf = async () => this.readServer('extractOf', [RECORD]);
  restrictionsOf = async (persons: readonly Subject[]) =>
    this.readServer(
      'restrictionsOf',
      persons.map(() => [{ item: ITEM, noAutomaticAnswer: true, nonDisclosure: false, changedAt: AT }]),
    );
  copiesOf = async (persons: readonly Subject[]) =>
    this.readServer(
      'copiesOf',
      persons.map(() => [{ ...COPY, item: ITEM }]),
    );
  provisions = async () => this.readServer('provisions', page(this.people.map((one) => provisionOf(one))));
  provision = async (id: string) =>
    this.readServer('provision', id === PROVISION_ID ? provisionOf(this.about) : null);
  payload = async () =>
    this.readServer('payload', {
      contentHash: HASH,
      copies: [COPY],
      withheld: [{ item: ITEM, reason: 'NO_COPY' }],
    });
  ask = async (input: object & { readonly atenaNumber: string }) =>
    this.act('ask', input, requestOf(input.atenaNumber, { state: 'UNSENT' }));
  approve = async (input: object) =>
    this.act('approve', input, provisionOf(this.about, { state: 'APPROVED' }));
  reject = async (input: object) => this.act('reject', input, provisionOf(this.about, { state: 'REJECTED' }));
  restrict = async (input: object) =>
    this.act('restrict', input, [
      { item: ITEM, noAutomaticAnswer: true, nonDisclosure: true, changedAt: AT },
    ]);
  register = async (input: object & { readonly atenaNumbers: readonly string[] }) =>
    this.act('register', input, {
      registered: 1,
      refused: input.atenaNumbers.slice(1).map((atenaNumber) => ({ atenaNumber, reason: 'UNKNOWN_PERSON' })),
      leftOut: input.atenaNumbers
        .slice(0, 1)
        .map((atenaNumber) => ({ atenaNumber, reasons: ['DATE_FUTURE'] })),
    });

  private read<Value>(what: string, value: Value): Value {
    this.reads.push(what);
    return value;
  }

  private readServer<Value>(what: string, value: Value): Value {
    if (this.silent) throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'INTERMEDIATE_SERVER' });
    return this.read(what, value);
  }

  private act<Changed>(what: string, input: object, changed: Changed) {
    this.acts.push([what, input]);
    return this.faults.length > 0 ? { changed: null, faults: this.faults } : { changed, faults: [] };
  }
}
