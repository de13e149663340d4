import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import type { HealthManagement, ImmunizationItem } from '../../adapters/health-management/model.js';
import { adapterSuite, live, type Opened } from './support/adapter-suite.js';
import { databaseKinds } from './support/database.js';
import { health, HEALTH_ROWS } from './support/health-rows.js';

const COLUMNS: Readonly<Record<ImmunizationItem, readonly string[]>> = {
  // torikesi_flg as well: without this item it is what keeps withdrawn rows out.
  state: ['kosin_no'],
  vaccine: ['yobou_cd', 'kaisu'],
  date: ['sessyu_wymd'],
  ageAtVaccination: ['sessyu_wymd', 'umare_wymd'],
  billingMonth: ['seikyu_wym'],
  setting: ['syudan_kbn'],
  place: ['basyo'],
  preExam: ['yosin_kbn'],
  preExamInstitution: ['yosin_iryo_cd'],
  preExamDoctor: ['yosin_isi'],
  institution: ['sessyu_iryo_cd'],
  doctor: ['sessyu_isi'],
  manufacturer: ['kaisya_cd'],
  lot: ['lot_no'],
  doseMl: ['ryou'],
};
const ALL = new Set(Object.keys(COLUMNS) as ImmunizationItem[]);

describe.each(databaseKinds())('vaccination ledger over %s', (kind) => {
  const the = adapterSuite<HealthManagement, ImmunizationItem>({
    name: 'vaccination ledger',
    folder: 'health-management',
    fixture: HEALTH_ROWS,
    kind,
    open: openHealthManagement,
    load: (adapter, keys, items, signal) => adapter.loadImmunizations(keys, { items, signal }),
    keyOf: (value) => (value as { healthNumber: string }[])[0]?.healthNumber ?? '',
    keys: [health(1), health(2)],
    unknownKey: health(77),
    foreignKey: health(4),
    makeKey: (index) => health(index + 1_000),
    columns: COLUMNS,
  });
  const load = async (...indices: number[]) =>
    the().adapter.loadImmunizations(indices.map(health), { items: ALL, signal: live() });

  it('gives every item of the ledger, oldest row first', async () => {
    const [list] = await load(1);
    expect(list?.map((record) => record.id)).toEqual(['3', '2', '1']);
    expect(list?.[2]).toEqual({
      id: '1',
      healthNumber: health(1),
      state: 'RECORDED',
      version: 0,
      vaccine: 'COVID19',
      doseNumber: 2,
      date: { iso: '2021-07-06', precision: 'DAY', display: null },
      ageAtVaccination: 68,
      billingMonth: '2021-08',
      setting: 'WORKPLACE',
      place: '関所会館',
      preExam: {
        result: 'VACCINATED',
        institution: { code: 'A000001', name: '関所内科' },
        doctor: '予診 花子',
      },
      institution: { code: 'A000002', name: '峠診療所' },
      doctor: '接種　次郎',
      manufacturer: '武田/モデルナ',
      lot: 'EY0573',
      doseMl: 0.5,
    });
  });

  it('turns each unknown code and impossible date into null and reports its column', async () => {
    const [list] = await load(1);
    expect(list?.[0]).toMatchObject({
      vaccine: null,
      date: null,
      ageAtVaccination: null,
      billingMonth: null,
      setting: null,
      institution: null,
      manufacturer: null,
      doseMl: null,
      preExam: { result: null },
    });
    const columns = the().fixture.quarantined.map((fault) => `${fault.column} ${fault.reason}`);
    expect(columns.sort()).toEqual([
      'kaisya_cd UNKNOWN_CODE',
      'ryou MALFORMED',
      'seikyu_wym BAD_DATE',
      'sessyu_iryo_cd UNKNOWN_CODE',
      'sessyu_wymd BAD_DATE',
      'syudan_kbn UNKNOWN_CODE',
      'yobou_cd UNKNOWN_CODE',
      'yosin_kbn UNKNOWN_CODE',
    ]);
  });
  personPromises(the, load);
});

function personPromises(
  the: () => Opened<HealthManagement>,
  load: (...indices: number[]) => ReturnType<HealthManagement['loadImmunizations']>,
): void {
  it('keeps rows under an old number that no person is on file for', async () => {
    const [list] = await load(50);
    expect(list).toMatchObject([{ vaccine: 'COVID19', ageAtVaccination: null }]);
  });

  it('tells a person without doses from one who does not exist', async () => {
    expect(await load(3, 77)).toEqual([[], null]);
  });

  it('gives no age where a date is uncertain', async () => {
    const [list] = await load(6);
    expect(list).toMatchObject([{ date: { iso: '2023', precision: 'YEAR' }, ageAtVaccination: null }]);
  });

  it('needs one statement for the rows and one for the institutions, however many persons', async () => {
    await load(1, 2, 6, 8, 9);
    expect(the().fixture.statements).toHaveLength(2);
  });

  it('leaves the name of the examining doctor out unless it is asked for', async () => {
    const items = new Set(['preExam'] as const);
    const [list] = await the().adapter.loadImmunizations([health(1)], { items, signal: live() });
    expect(list?.[2]?.preExam).not.toBeNull();
    expect(list?.[2]?.preExam?.doctor).toBeUndefined();
  });
}
