import { inspect } from 'node:util';
import { openAddressName } from '../../adapters/address-name/adapter.js';
import type { AddressName, AddressNameItem } from '../../adapters/address-name/model.js';
import { integratedNumberOf, readKeys } from '../../src/persons/person-keys.js';
import { openSealed, Sealed } from '../../src/individual-number/sealed.js';
import { adapterSuite, live, type Opened } from './support/adapter-suite.js';
import { databaseKinds, MUNICIPALITY, OTHER_MUNICIPALITY, type FixtureRow } from './support/database.js';
import { atena } from './support/registry-rows.js';

const call = { items: new Set<never>(), signal: live() };
const health = (index: number): string => String(index).padStart(10, '0');
const togo = (index: number): string => String(7_000 + index).padStart(15, '0');

/** Check digits one off the official ones, as the synthetic city's: nobody's numbers. */
const NUMBERS = { first: '012345678904', shared: '222222222331' } as const;

function person(index: number, changes: FixtureRow = {}): FixtureRow {
  return {
    TOGO_NO: togo(index),
    DANTAI_CD: MUNICIPALITY,
    KOJIN_BANGO: null,
    TOROKU_DATE: 'H27.10.05',
    SAKUJO_KUBUN: '0',
    ...changes,
  };
}

function number(
  business: string,
  text: string,
  owner: number,
  current = '1',
  changed = 'H27.10.05',
): FixtureRow {
  return {
    GYOMU_KUBUN: business,
    GYOMU_NO: text.padEnd(15),
    TOGO_NO: togo(owner),
    YUKO_KUBUN: current,
    HENKO_DATE: changed,
  };
}

/** What stands in the column where no number does: too short, letters, placeholders, a wrong check digit. */
const BROKEN = [
  '12345678901',
  'ABCDEFGHIJKL',
  '999999999999',
  '000000000000',
  '111111111118',
  '999999999996',
  '123456789012',
  '1234-5678-90',
] as const;

const ROWS = {
  T_TOGO_ATENA: [
    person(1, { KOJIN_BANGO: NUMBERS.first }),
    person(2),
    person(3, { KOJIN_BANGO: '333333333449', SAKUJO_KUBUN: '1' }),
    person(4, { KOJIN_BANGO: '444444444556', DANTAI_CD: OTHER_MUNICIPALITY }),
    person(5, { KOJIN_BANGO: NUMBERS.shared }),
    person(6, { KOJIN_BANGO: NUMBERS.shared }),
    person(7, { KOJIN_BANGO: 'X23456789012' }),
    person(8, { KOJIN_BANGO: '888888888889', SAKUJO_KUBUN: '5' }),
    ...BROKEN.map((text, at) => person(20 + at, { KOJIN_BANGO: text })),
    ...[40, 42, 43, 44].map((index) => person(index)),
    person(45, { KOJIN_BANGO: '555555550008', DANTAI_CD: 'X' }),
  ],
  T_GYOMU_ATENA: [
    number('JK', atena(1), 1),
    number('JK', atena(11), 1, '0', 'S63.01.05'),
    number('KK', health(30), 1, '0', 'S63.01.05'),
    number('KK', health(20), 1, '0', 'R02.03.01'),
    number('KK', health(40), 1),
    ...[2, 3, 4, 5, 6, 7, 8, ...BROKEN.map((_, at) => 20 + at)].map((index) =>
      number('JK', atena(index), index),
    ),
    // What cannot be read: a number, where a number leads to, whose number it is, which of two is current, whose row it is.
    ...[40, 41, 42, 43, 44, 45].map((index) => number('JK', atena(index), index)),
    number('KK', '12AB', 40),
    number('KK', health(42), 42),
    number('Z9', atena(421), 42),
    number('KK', health(43), 43, '?'),
    number('KK', health(431), 43, '0'),
    number('JK', 'X1', 44),
    number('KK', health(44), 44),
    number('KK', health(45), 45),
  ],
};

describe.each(databaseKinds())('address-name system over %s', (kind) => {
  const the = adapterSuite<AddressName, AddressNameItem>({
    name: 'address-name system',
    folder: 'address-name',
    fixture: ROWS,
    kind,
    open: openAddressName,
    load: (adapter, keys, items, signal) => adapter.loadMany(keys, { items, signal }),
    keyOf: (value) => (value as { atenaNumber: string }).atenaNumber,
    keys: [atena(1), atena(2)],
    unknownKey: atena(77),
    foreignKey: atena(4),
    makeKey: (index) => atena(index + 1_000),
    columns: {
      individualNumber: ['KOJIN_BANGO'],
      integratedNumber: ['TOGO_NO'],
      shownIntegratedNumber: ['TOGO_NO'],
    },
  });
  mappingPromises(the);
  integratedPromises(the);
  lookUpPromises(the);
  verificationPromises(the);
});

function integratedPromises(the: () => Opened<AddressName>): void {
  const open = (sealed: Sealed<string> | null) =>
    sealed && openSealed(sealed, { permit: true, rule: 'test' });
  const behind = (...indexes: number[]) =>
    the().adapter.loadByIntegratedNumber(
      indexes.map((index) => new Sealed(togo(index))),
      call,
    );

  it('gives the integrated number sealed, and only when it is asked for (R207)', async () => {
    const items = new Set<AddressNameItem>(['integratedNumber']);
    const [keys] = await the().adapter.loadMany([atena(11)], { items, signal: live() });
    expect(open(integratedNumberOf(keys))).toBe(togo(1));
    expect(JSON.stringify(keys)).not.toContain(togo(1));
    const [without] = await the().adapter.loadMany([atena(11)], call);
    expect(without).not.toHaveProperty('integratedNumber');
  });

  it('finds the registry’s current number behind an integrated one, in order, and nobody behind another body’s, a merged or an unknown one', async () => {
    expect(await behind(2, 1, 4, 3, 99, 1)).toEqual([atena(2), atena(1), null, null, null, atena(1)]);
    expect(await behind()).toEqual([]);
  });
}

function mappingPromises(the: () => Opened<AddressName>): void {
  const load = async (numbers: readonly string[], ...items: AddressNameItem[]) =>
    (await the().adapter.loadMany(numbers, { items: new Set(items), signal: live() })).map(readKeys);

  it('lists the current number of health management first, then old ones from the latest backwards', async () => {
    const [keys] = await load([atena(1)]);
    expect(keys).toEqual({ atenaNumber: atena(1), healthNumbers: [health(40), health(20), health(30)] });
  });

  const CORRUPT = { name: 'SourceError', system: 'ADDRESS_NAME', kind: 'CORRUPT' };

  it('says of whom a row cannot be read that it cannot, instead of that they have nothing', async () => {
    const raw = await the().adapter.loadMany([41, 45].map(atena), { items: new Set(), signal: live() });
    expect(raw).toMatchObject([CORRUPT, CORRUPT]);
    expect(await the().adapter.loadByHealthNumber([health(45)], call)).toMatchObject([CORRUPT]);
    const people = await load([40, 42, 43, 44].map(atena));
    expect(people.map((keys) => keys?.atenaNumber)).toEqual([40, 42, 43, 44].map(atena));
    for (const keys of people) expect(keys?.healthNumbers).toMatchObject(CORRUPT);
    expect(new Set(the().fixture.quarantined.map(({ column, reason }) => `${column} ${reason}`))).toEqual(
      new Set([
        ...['GYOMU_NO MALFORMED', 'TOGO_NO MALFORMED', 'DANTAI_CD MALFORMED'],
        ...['GYOMU_KUBUN UNKNOWN_CODE', 'YUKO_KUBUN UNKNOWN_CODE'],
      ]),
    );
  });

  it('follows whom it can, and says of whom not all numbers are known', async () => {
    const found = await the().adapter.loadNumbers([1, 40, 41, 42, 43, 44].map(atena), call);
    expect(found.map((person) => person?.incomplete ?? false)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(found.map((person) => person?.atenaNumber)).toEqual([1, 40, 41, 42, 43, 44].map(atena));
  });

  it('finds nobody by a number or an integrated one whose row cannot be read, and says so', async () => {
    await expect(
      the().adapter.findByIndividualNumber(new Sealed('555555550008'), call),
    ).rejects.toMatchObject(CORRUPT);
    await expect(the().adapter.verify(atena(45), new Sealed('555555550008'), call)).rejects.toMatchObject(
      CORRUPT,
    );
    const behind = [2, 8, 45].map((index) => new Sealed(togo(index)));
    expect(await the().adapter.loadByIntegratedNumber(behind, call)).toMatchObject([
      atena(2),
      CORRUPT,
      CORRUPT,
    ]);
  });

  it('follows an old number to the person it was merged into', async () => {
    const [merged, byHealth] = [
      await load([atena(11)]),
      (await the().adapter.loadByHealthNumber([health(30)], call)).map(readKeys),
    ];
    expect(merged[0]?.atenaNumber).toBe(atena(1));
    expect(byHealth[0]?.atenaNumber).toBe(atena(1));
  });

  it('gives a number only sealed, null for none, and nothing at all when it was not asked for', async () => {
    const [first, second] = await load([atena(1), atena(2)], 'individualNumber');
    expect(
      inspect([first, JSON.stringify(first), `${String(first?.individualNumber)}`], {
        depth: 9,
        showHidden: true,
      }),
    ).not.toContain(NUMBERS.first);
    expect(
      first?.individualNumber && openSealed(first.individualNumber, { permit: true, rule: 'test' }),
    ).toBe(NUMBERS.first);
    expect(second?.individualNumber).toBeNull();
    expect((await load([atena(1)]))[0]).not.toHaveProperty('individualNumber');
  });

  it('never selects the number by a number of health management', async () => {
    await the().adapter.loadByHealthNumber([health(40)], call);
    expect(the().fixture.statements.join()).not.toContain('KOJIN_BANGO');
  });

  it('shows nobody whose row was merged away, and does not say so of one that bears an unknown code', async () => {
    expect(await load([atena(3)])).toEqual([null]);
    await expect(load([atena(8)])).rejects.toMatchObject({ name: 'SourceError', kind: 'CORRUPT' });
    expect(the().fixture.quarantined).toEqual([
      { system: 'ADDRESS_NAME', table: 'T_TOGO_ATENA', column: 'SAKUJO_KUBUN', reason: 'UNKNOWN_CODE' },
    ]);
  });

  /** docs/attacks.md C1 and C2. */
  it.each(BROKEN.map((text, at) => [text, 20 + at] as const))(
    'sets aside what is no number and says so, finds and matches nobody by it: %s',
    async (text, index) => {
      const [keys] = await load([atena(index)], 'individualNumber');
      expect([keys?.individualNumber, keys?.numberSetAside]).toEqual([null, true]);
      expect(the().fixture.quarantined).toHaveLength(1);
      expect(await the().adapter.findByIndividualNumber(new Sealed(text), call)).toBeNull();
      expect(await the().adapter.verify(atena(index), new Sealed(text), call)).toBe('MISMATCH');
    },
  );
  it('does not take an empty column for one that was set aside', async () => {
    expect((await load([atena(2)], 'individualNumber'))[0]).not.toHaveProperty('numberSetAside');
  });

  it('reports a stored number that is none, and withholds it', async () => {
    const [keys] = await load([atena(7)], 'individualNumber');
    expect(keys?.individualNumber).toBeNull();
    expect(the().fixture.quarantined).toContainEqual({
      system: 'ADDRESS_NAME',
      table: 'T_TOGO_ATENA',
      column: 'KOJIN_BANGO',
      reason: 'MALFORMED',
    });
  });
}

function lookUpPromises(the: () => Opened<AddressName>): void {
  const find = (text: string) => the().adapter.findByIndividualNumber(new Sealed(text), call);

  it.each([
    NUMBERS.first,
    '０１２３４５６７８９０４',
    '0123-4567-8904',
    '0123　4567 8904',
    '０１２３－４５６７－８９０４',
  ])('finds the person by the number written %s', async (text) => expect(await find(text)).toBe(atena(1)));

  it.each([
    '333333333449',
    '444444444556',
    '999999999998',
    '12345678901',
    '0123456789012',
    '%',
    "' OR '1'='1",
    '',
  ])('finds nobody by %s, with one statement as for any other', async (text) => {
    expect(await find(text)).toBeNull();
    expect(the().fixture.statements).toHaveLength(1);
    expect(the().fixture.statements.join()).not.toMatch(/\d{11}/);
  });

  it('shows neither of two persons who bear the same number, and reports it', async () => {
    expect(await find(NUMBERS.shared)).toBeNull();
    expect(the().fixture.quarantined).toHaveLength(1);
  });
}

function verificationPromises(the: () => Opened<AddressName>): void {
  const verify = (person: string, text: string) => the().adapter.verify(person, new Sealed(text), call);

  it('matches the number of the person, however it is written, and by an old number of theirs', async () => {
    expect(await verify(atena(1), NUMBERS.first)).toBe('MATCH');
    expect(await verify(atena(1), '０１２３ ４５６７ ８９０４')).toBe('MATCH');
    expect(await verify(atena(11), NUMBERS.first)).toBe('MATCH');
  });

  it.each([
    ['another number', atena(1), '012345678902'],
    ['a person without a number', atena(2), NUMBERS.first],
    ['nobody', atena(77), NUMBERS.first],
    ['a number that is none, for a person without one', atena(2), 'none'],
    ['the stand-in for no number', atena(2), '------------'],
    ['a person of another municipality', atena(4), '444444444556'],
    ['a person merged away', atena(3), '333333333449'],
    ['a 宛名番号 that is none', "x' OR 1=1", NUMBERS.first],
  ])('does not match %s, with the same one statement', async (_case, person, text) => {
    await verify(atena(1), NUMBERS.first);
    const [usual] = the().fixture.statements;
    the().fixture.forget();
    expect(await verify(person, text)).toBe('MISMATCH');
    expect(the().fixture.statements).toEqual([usual]);
  });
}
