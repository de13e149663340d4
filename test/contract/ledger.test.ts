import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import type { DoseContent, HealthManagement } from '../../adapters/health-management/model.js';
import { databaseKinds, legacyFixture, type LegacyFixture } from './support/database.js';
import { live } from './support/adapter-suite.js';
import { health, HEALTH_ROWS } from './support/health-rows.js';

const NO_ITEMS: ReadonlySet<never> = new Set();
const call = () => ({ items: NO_ITEMS, signal: live() });
const request = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const CONTENT: DoseContent = {
  vaccine: 'COVID19',
  dose: 3,
  date: '2022-02-28',
  billingMonth: '2022-02',
  setting: 'INDIVIDUAL',
  place: '𠮷野医院',
  preExam: 'VACCINATED',
  preExamInstitution: 'A000001',
  institution: 'A000002',
  preExamDoctor: '予診 花子',
  doctor: '接種　次郎',
  manufacturer: '01',
  lot: 'EY0573',
  volume: 30,
};

/** Entering, correcting and withdrawing in the legacy table (docs/attacks.md P4, V14). */
describe.each(databaseKinds())('writing the vaccination ledger over %s', (kind) => {
  let fixture: LegacyFixture;
  let adapter: HealthManagement;
  beforeEach(async () => {
    fixture = await legacyFixture(kind, 'health-management', {
      ...HEALTH_ROWS,
      kk_ken: [{ ken_no: '1000000001', kojin_no: health(1), hakko_wymd: '5030412', saihakko: '0' }],
    });
    adapter = await openHealthManagement(fixture.options);
  });
  afterEach(async () => {
    await adapter.close();
    await fixture.remove();
  });

  const record = (n: number, content: DoseContent = CONTENT) =>
    adapter.writeDose({ is: 'RECORD', request: request(n), healthNumber: health(2), content }, call());
  const kept = async (id: string) => {
    const [rows] = await adapter.loadLedger([health(2)], call());
    return rows?.find((row) => row.id === id) ?? null;
  };

  it('reads back to the letter what it wrote, in the legacy shape', async () => {
    const written = await record(1);
    if (written.is !== 'WRITTEN') throw new Error(written.is);
    expect(await kept(written.id)).toEqual({
      ...{ id: written.id, healthNumber: health(2), version: 0, withdrawn: false, content: CONTENT },
    });
  });

  it.each(['2019-04-30', '2019-05-01', '1989-01-07', '1989-01-08', '1926-12-25', '2000-02-29'])(
    'writes a day at the edge of an era so that it is read as the same day: %s',
    async (date) => {
      const billingMonth = date.slice(0, 7);
      const written = await record(1, { ...CONTENT, date, billingMonth });
      if (written.is !== 'WRITTEN') throw new Error(written.is);
      expect((await kept(written.id))?.content).toMatchObject({ date, billingMonth });
    },
  );

  it('makes one row of one request, however often and at whatever time it is sent', async () => {
    const sent = await Promise.all([record(1), record(1), record(1), record(2)]);
    const ids = sent.map((one) => (one.is === 'WRITTEN' ? one.id : one.is));
    expect(new Set(ids).size).toBe(2);
    const change = {
      is: 'CORRECT',
      request: request(3),
      id: ids[0] ?? '',
      version: 0,
      changes: { lot: 'EY0574' },
    } as const;
    expect(await adapter.writeDose(change, call())).toEqual({ is: 'WRITTEN', id: ids[0], version: 1 });
    // The first request again, late: the row is there, changed as it is by now.
    expect(await record(1)).toEqual({ is: 'WRITTEN', id: ids[0], version: 1 });
    expect(await adapter.writeDose(change, call())).toEqual({ is: 'WRITTEN', id: ids[0], version: 1 });
  });

  it('changes a row only as it was seen, and nothing of what is not named', async () => {
    const [before] = (await adapter.loadLedger([health(1)], call()))[0] ?? [];
    if (before === undefined) throw new Error('no row');
    // A row of which nobody can read the vaccine or the maker: what cannot be read is not touched.
    const change = (n: number, version: number) =>
      adapter.writeDose(
        { is: 'CORRECT', request: request(n), id: before.id, version, changes: { lot: 'EY9999' } },
        call(),
      );
    expect(await change(1, 7)).toEqual({ is: 'STALE', version: 0 });
    expect(await change(2, 0)).toEqual({ is: 'WRITTEN', id: before.id, version: 1 });
    expect(await change(3, 0)).toEqual({ is: 'STALE', version: 1 });
    const [after] = (await adapter.loadLedger([health(1)], call()))[0] ?? [];
    expect(after).toEqual({ ...before, version: 1, content: { ...before.content, lot: 'EY9999' } });
  });

  it('enters a coupon once under its number, in the legacy shape, and leaves another person’s as it is (R005)', async () => {
    const coupon = (number: string, healthNumber: string, reissued = false) =>
      adapter.writeCoupon({ number, healthNumber, issuedOn: '2023-06-27', reissued }, call());
    const sent = await Promise.all([1, 2, 3].map(() => coupon('1000000002', health(2), true)));
    expect(sent).toEqual([health(2), health(2), health(2)]);
    expect(await coupon('1000000002', health(1))).toBe(health(2));
    expect(await coupon('1000000001', health(2))).toBe(health(1));
    expect(await adapter.loadCouponHolders(['1000000001', '1000000002'], call())).toEqual([
      health(1),
      health(2),
    ]);
    expect(await fixture.rows('SELECT * FROM kk_ken ORDER BY ken_no')).toEqual([
      { ken_no: '1000000001', kojin_no: health(1), hakko_wymd: '5030412', saihakko: '0' },
      { ken_no: '1000000002', kojin_no: health(2), hakko_wymd: '5050627', saihakko: '1' },
    ]);
    await expect(coupon('100000000a', health(2))).rejects.toThrow(RangeError);
  });

  it('keeps a withdrawn row, and counts it nowhere', async () => {
    const written = await record(1);
    if (written.is !== 'WRITTEN') throw new Error(written.is);
    const { id } = written;
    const days = async () =>
      (await adapter.listDoseDays([health(2)], '2023-06-27', call())).filter(
        ({ day }) => day === CONTENT.date,
      );
    const recall = async () =>
      (
        await adapter.loadRecallDoses([health(2)], { vaccine: 'COVID19', asOf: '2023-06-27' }, call())
      )[0]?.doses.includes('2022-02-28');
    const file = async (items: ReadonlySet<'date' | 'state'>) =>
      (await adapter.loadImmunizations([health(2)], { items, signal: live() }))[0]?.find(
        (row) => row.id === id,
      );
    expect([(await days()).length, await recall(), (await file(new Set(['date'])))?.id]).toEqual([
      1,
      true,
      id,
    ]);
    const withdraw = { is: 'WITHDRAW', request: request(2), id, version: 0 } as const;
    expect(await adapter.writeDose(withdraw, call())).toEqual({ is: 'WRITTEN', id, version: 1 });
    expect([(await days()).length, await recall(), await file(new Set(['date']))]).toEqual([
      0,
      false,
      undefined,
    ]);
    expect(await file(new Set(['date', 'state']))).toMatchObject({ state: 'WITHDRAWN', version: 1 });
    expect(await kept(id)).toMatchObject({ withdrawn: true, content: CONTENT });
    // What was withdrawn is neither corrected nor withdrawn again; the same request is told the same.
    const again = { is: 'WITHDRAW', request: request(3), id, version: 1 } as const;
    expect(await adapter.writeDose(again, call())).toEqual({ is: 'GONE' });
    expect(await adapter.writeDose(withdraw, call())).toEqual({ is: 'WRITTEN', id, version: 1 });
    expect(await adapter.writeDose({ ...again, id: '999999' }, call())).toEqual({ is: 'GONE' });
  });

  it('refuses what no column holds, instead of cutting it', async () => {
    await expect(record(1, { ...CONTENT, place: 'あ'.repeat(61) })).rejects.toThrow(RangeError);
    await expect(record(2, { ...CONTENT, date: '2023-02' })).rejects.toThrow(RangeError);
    await expect(record(3, { ...CONTENT, vaccine: 'NOPE' })).rejects.toThrow(RangeError);
  });

  it('knows institutions and whose coupon a number is', async () => {
    expect(await adapter.loadInstitutions(['A000001', 'A999999', 'x'], call())).toEqual([
      { code: 'A000001', name: expect.any(String) as string },
      null,
      null,
    ]);
    expect(await adapter.loadCouponHolders(['1000000001', '1000000002'], call())).toEqual([health(1), null]);
  });

  it('lists rows of a day and before, page by page, and those of no day', async () => {
    const all = await adapter.listOldDoses({ by: '2021-06-30', first: 100, after: null }, call());
    const first = await adapter.listOldDoses({ by: '2021-06-30', first: 1, after: null }, call());
    const rest = await adapter.listOldDoses(
      { by: '2021-06-30', first: 100, after: first[0]?.id ?? '' },
      call(),
    );
    expect([...first, ...rest]).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
    expect(all.every(({ date }) => date === null || date <= '2021-06-30')).toBe(true);
  });
});
