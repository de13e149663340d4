import { DOSE } from '../../adapters/health-management/entities.js';
import { RecordsWorld } from '../support/records.js';

/**
 * docs/attacks.md J11: what a record said before it was changed is kept, or told as what could not be read: that nothing
 * stood there is never said of an item of which something did.
 */

type Column = Exclude<
  keyof typeof DOSE.columns,
  'id' | 'healthNumber' | 'recordedBy' | 'changedBy' | 'withdrawn' | 'version'
>;
type Path = readonly (string | number)[];

/** Of each item: what is no such item, a correction of it, and where the graph shows it. */
const ITEMS: Readonly<Record<Column, readonly [rubbish: unknown, changes: object, place: Path]>> = {
  vaccine: ['#', { vaccine: 'MR' }, ['vaccine']],
  doseNumber: ['男', { dose: 1 }, ['dose']],
  date: ['R05', { date: '2023-02-02' }, ['date']],
  billingMonth: ['令和5', { billingMonth: '2023-03' }, ['billingMonth']],
  setting: ['?', { setting: 'INDIVIDUAL' }, ['setting']],
  place: [Buffer.from('8e5293', 'hex'), { place: '見本小児科' }, ['place']],
  preExam: ['X', { preExamResult: 'VACCINATED' }, ['preExam', 'result']],
  preExamInstitution: [Buffer.from('00'), { preExamInstitution: null }, ['preExam', 'institution']],
  preExamDoctor: ['\u0001', { preExamDoctor: '接種　次郎' }, ['preExam', 'doctor']],
  institution: [Buffer.from('8e', 'hex'), { institution: null }, ['institution']],
  doctor: ['\ufffd', { doctor: null }, ['doctor']],
  manufacturer: [Buffer.from('17'), { manufacturer: '12' }, ['manufacturer']],
  lot: ['\u0000', { lot: 'EY0574' }, ['lot']],
  volume: ['0.5', { doseMl: 0.5 }, ['doseMl']],
};
const COLUMNS = Object.keys(ITEMS) as readonly Column[];

const CONTENT = `vaccine { code } dose date { iso } billingMonth setting place
  preExam { result doctor institution { code } } institution { code } doctor manufacturer lot doseMl`;
const QUERY = `query ($n: ID!) { resident(atenaNumber: $n) { immunizations {
  id version history { id contentHash before { ${CONTENT} } after { ${CONTENT} } } } } }`;

interface Side {
  readonly [item: string]: unknown;
}
interface Change {
  readonly id: string;
  readonly contentHash: string | null;
  readonly before: Side;
  readonly after: Side;
}

const world = new RecordsWorld(COLUMNS.length);
const of = (column: Column): string => world.children[COLUMNS.indexOf(column)] ?? '';

beforeAll(async () => {
  for (const [at, column] of COLUMNS.entries()) {
    const row = {
      ...{ sessyu_id: 920_000 + at, kojin_no: world.healthNumber(of(column)), yobou_cd: '071', kaisu: 1 },
      ...{ sessyu_wymd: '5050201', seikyu_wym: '50502', syudan_kbn: '2', basyo: '市役所', yosin_kbn: '1' },
      ...{ yosin_iryo_cd: null, yosin_isi: '医師', sessyu_iryo_cd: null, sessyu_isi: '医師' },
      ...{ kaisya_cd: '12', lot_no: 'EY0573', ryou: '0050', torikesi_flg: '0', kosin_no: 0 },
      [DOSE.columns[column].name]: ITEMS[column][0],
    };
    const names = Object.keys(row);
    world.city.files.change(
      'health',
      `INSERT INTO kk_sessyu (${names.join()}) VALUES (${names.map(() => '?').join()})`,
      Object.values(row),
    );
  }
  await world.start();
});
afterAll(() => world.stop());

/** The history of the one dose, and the places in it that are told to be unreadable. */
async function historyOf(atenaNumber: string) {
  const { text } = await world.gateway.as('clerk', {
    ...{ purpose: 'HISTORY', query: QUERY, variables: { n: atenaNumber } },
  });
  const { data, errors, extensions } = JSON.parse(text) as {
    readonly data: {
      readonly resident: {
        readonly immunizations: readonly {
          readonly id: string;
          readonly version: string;
          readonly history: readonly Change[];
        }[];
      };
    };
    readonly errors?: unknown;
    readonly extensions: {
      readonly sekisho: { readonly setAside?: readonly { readonly path: Path; readonly column: string }[] };
    };
  };
  expect(errors).toBeUndefined();
  const [dose] = data.resident.immunizations;
  const told = (extensions.sekisho.setAside ?? []).map(
    ({ path, column }) => `${path.slice(3).join('.')} ${column}`,
  );
  return { dose, told: told.sort() };
}

async function correct(atenaNumber: string, changes: object): Promise<void> {
  const { dose } = await historyOf(atenaNumber);
  const { told, errors } = await world.correct({
    ...{ atenaNumber, id: dose?.id, version: dose?.version, changes },
  });
  expect([errors, told.userErrors]).toEqual([[], []]);
  if (told.change?.['state'] !== 'AWAITING_APPROVAL') return;
  const { id, contentHash } = told.change;
  const decided = await world.decide({ atenaNumber, id, contentHash });
  expect([decided.errors, decided.told.userErrors]).toEqual([[], []]);
}

test.each(COLUMNS)('what stood in %s and could not be read is told so in the history', async (column) => {
  const [, changes, place] = ITEMS[column];
  const atenaNumber = of(column);
  const columnName = `${DOSE.name}.${DOSE.columns[column].name}`;
  const placeIn = (at: number, side: 'before' | 'after') =>
    `history.${at}.${[side, ...place].join('.')} ${columnName}`;
  // Another item first: this one stays as it is.
  await correct(atenaNumber, column === 'doctor' ? { place: '見本小児科' } : { doctor: '接種　一郎' });
  const untouched = await historyOf(atenaNumber);
  expect(untouched.told).toEqual([placeIn(0, 'after'), placeIn(0, 'before')]);
  await correct(atenaNumber, changes);
  const { dose, told } = await historyOf(atenaNumber);
  expect(told).toEqual([placeIn(0, 'after'), placeIn(0, 'before'), placeIn(1, 'before')]);
  const valueAt = place.reduce<unknown>((at, step) => (at as Side | null)?.[step], dose?.history[1]?.after);
  const isEmptied = Object.values(changes).every((value) => value === null);
  expect(valueAt === null || valueAt === undefined).toBe(isEmptied);
});
