import { openAddressName } from '../../adapters/address-name/adapter.js';
import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import { SourceError } from '../../src/errors/source-error.js';
import type { MovementWrite } from '../../adapters/resident-registry/model.js';
import { databaseKinds, legacyFixture, type FixtureRow, type LegacyFixture } from './support/database.js';
import { atena, person } from './support/registry-rows.js';

/** 庁内連携 in the registry's own tables, on SQLite and SQL Server alike. */

const call = { signal: new AbortController().signal, items: new Set<never>() };
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const question = { id: id(9), atenaNumber: atena(1), mergedInto: null, newcomer: null };

describe.each(databaseKinds())('movements on %s', (kind) => {
  let fixture: LegacyFixture;
  let registry: Awaited<ReturnType<typeof openResidentRegistry>>;
  beforeEach(async () => {
    fixture = await legacyFixture(kind, 'resident-registry', {
      JUKI_KIHON: [person(1), person(2, { ZOKUGARA_CD: '12' })],
    });
    registry = await openResidentRegistry(fixture.options);
  });
  afterEach(async () => {
    await registry.close();
    await fixture.remove();
  });

  const death = (n: number, after: number): MovementWrite => ({
    ...{ id: id(n), kind: 'MOVEMENT', after, atenaNumber: atena(1), reason: '21', effectiveOn: '2023-06-20' },
    ...{ mergedInto: null, changes: null },
    enters: {
      day: '2023-06-20',
      notified: '2023-06-21',
      otherMunicipality: null,
      planned: null,
      confirmed: null,
    },
    person: { was: 'RESIDENT', becomes: { status: 'DECEASED', residentTo: '2023-06-20' } },
  });

  test('a movement takes the next place of the order once, or nothing at all', async () => {
    const { movements } = registry;
    expect(await movements.loadFacts(question, call)).toMatchObject({
      ...{ position: 0, taken: null, movements: [], housemates: [{ head: false, leavesOn: null }] },
      person: {
        status: 'RESIDENT',
        residentFrom: '2010-01-01',
        householdNumber: expect.any(String) as string,
      },
    });
    expect(await movements.apply(death(1, 0), call)).toBe('APPLIED');
    // The same again, one that was judged before it, and one by a status that is no more.
    expect(await movements.apply(death(1, 1), call)).toBe('KNOWN');
    expect(await movements.apply(death(2, 0), call)).toBe('STALE');
    expect(await movements.apply(death(2, 1), call)).toBe('STALE');
    expect(await movements.loadFacts(question, call)).toMatchObject({
      ...{ position: 1, person: { status: 'DECEASED', residentTo: '2023-06-20' } },
      movements: [{ movementNumber: 1, reason: '21', day: '2023-06-20', cancelled: false }],
      intake: [{ position: 1, kind: 'MOVEMENT' }],
    });
  });

  test('what is settled as void can never be done, and is no change', async () => {
    const { movements } = registry;
    expect(await movements.settle(id(3), call)).toEqual({ position: 1, kind: 'VOID' });
    expect(await movements.settle(id(3), call)).toEqual({ position: 1, kind: 'VOID' });
    expect(await movements.apply(death(3, 1), call)).toBe('KNOWN');
    expect(await movements.apply(death(4, 1), call)).toBe('APPLIED');
    expect((await movements.changesAfter(0, 10, call)).map(({ position }) => position)).toEqual([2]);
  });

  test('a newcomer’s name is stored character for character, with a reading to search by', async () => {
    const name = { kanji: '𠮷田　芦󠄂', kana: 'ヨシダ　ショウ', alias: null, roman: null, former: null };
    const write: MovementWrite = {
      ...{ ...death(5, 0), atenaNumber: atena(7), reason: '10' },
      person: {
        was: null,
        becomes: {
          ...{
            status: 'RESIDENT',
            residentFrom: '2023-06-20',
            residentTo: null,
            name,
            birthDate: '1990-01-02',
          },
          ...{ sex: 'FEMALE', address: { townCode: '00001', written: '本町９６', extra: null } },
          household: { number: 'S7', relationship: '02' },
        },
      },
    };
    expect(await registry.movements.apply(write, call)).toBe('APPLIED');
    const items = new Set(['name', 'address', 'residentSince'] as const);
    const [row] = await registry.loadMany([atena(7)], { signal: call.signal, items });
    expect(row).toMatchObject({ name, address: '本町９６', residentSince: { iso: '2023-06-20' } });
    const newcomer = { kanji: '𠮷田芦󠄂', birthDate: '1990-01-02', sex: 'FEMALE' as const };
    const other = { ...question, atenaNumber: atena(8), newcomer };
    expect((await registry.movements.loadFacts(other, call)).knownAs).toEqual([atena(7)]);
  });
});

describe.each(databaseKinds())('merges on %s', (kind) => {
  test('all numbers of one row go over to the other, once', async () => {
    const togo = (n: number): string => atena(n).replace('0', '9');
    const row = (n: number, changes: FixtureRow = {}) => ({
      TOGO_NO: togo(n),
      DANTAI_CD: '132101',
      TOROKU_DATE: 'R01.05.01',
      SAKUJO_KUBUN: '0',
      ...changes,
    });
    const rubbish: readonly FixtureRow[] = [
      { SAKUJO_KUBUN: '?' },
      { DANTAI_CD: 'X' },
      { KOJIN_BANGO: '12345' },
    ];
    const number = (n: number) => ({
      ...{
        GYOMU_KUBUN: 'JK',
        GYOMU_NO: atena(n),
        TOGO_NO: togo(n),
        YUKO_KUBUN: '1',
        HENKO_DATE: 'R01.05.01',
      },
    });
    const fixture = await legacyFixture(kind, 'address-name', {
      T_TOGO_ATENA: [row(1), row(2), ...rubbish.map((changes, at) => row(3 + at, changes))],
      T_GYOMU_ATENA: [1, 2, ...rubbish.keys()].map((n, at) => number(at < 2 ? n : n + 3)),
    });
    const address = await openAddressName(fixture.options);
    try {
      expect(await address.merger.judge(atena(1), atena(2), call)).toBe('MERGEABLE');
      // Of whom nobody can say who they are, nobody can say that they are one.
      for (const unread of [3, 4, 5])
        for (const [from, into] of [
          [unread, 2],
          [1, unread],
        ] as const) {
          const judged = address.merger.judge(atena(from), atena(into), call);
          await expect(judged.catch((error: unknown) => error)).resolves.toMatchObject({
            ...{ name: 'SourceError', kind: 'CORRUPT' },
          });
          const merged = address.merger.merge(atena(from), atena(into), '2023-06-20', call);
          await expect(merged.catch((error: unknown) => error)).resolves.toBeInstanceOf(SourceError);
        }
      for (let twice = 0; twice < 2; twice += 1)
        await address.merger.merge(atena(1), atena(2), '2023-06-20', call);
      expect(await address.merger.judge(atena(1), atena(2), call)).toBe('MERGED');
      expect(await address.loadNumbers([atena(1)], call)).toEqual([
        { atenaNumber: atena(2), atenaNumbers: [atena(2), atena(1)] },
      ]);
    } finally {
      await address.close();
      await fixture.remove();
    }
  });
});
