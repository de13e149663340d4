import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HERE, MovementCity, NEW_NUMBER, PERSON } from '../support/movements/movement-city.js';

/**
 * A protected person moves, with the measure in force (docs/attacks.md Y5): nothing of the new address where it may not
 * be, neither from the answer, nor the feed, nor the log, nor from whoever lives there. And a number that is typed into
 * whatever a movement says is refused before anything is done.
 */

const world = new MovementCity();
let hidden: string;
let mate: string;
let other: string;
const NEW_HOME = '隠町三丁目９９番７号';
beforeAll(async () => {
  [hidden = '', mate = '', other = ''] = world.alone(3);
  world.city.measure(hidden, '20230601', '20240531');
  world.city.registry('UPDATE JUKI_KIHON SET JUSHO = ?, KATAGAKI = NULL WHERE ATENA_NO = ?', NEW_HOME, mate);
  await world.start();
});
afterAll(() => world.end());

const everywhere = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('the new address of a protected person is in no answer, feed, list, store or log', async () => {
  const moved = await world.apply({ kind: 'MOVE_WITHIN', atenaNumber: hidden, address: HERE(NEW_HOME) });
  expect(moved.data.applyMovement).toMatchObject({ userErrors: [], after: { address: null } });
  expect(moved.text).not.toContain(NEW_HOME);
  expect(world.row(hidden)['JUSHO']).toBe(NEW_HOME);
  const texts = [moved.text, (await world.changes()).text];
  for (const account of ['address-name', 'registry', 'registry-clerk'])
    texts.push(
      (
        await world.gateway.as(account, {
          purpose: 'INTEGRATION',
          query: `{ a: resident(atenaNumber: "${hidden}") { name { kanji } address phone }
            b: resident(atenaNumber: "${mate}") { name { kanji } address phone } }`,
        })
      ).text,
    );
  // Neither theirs, nor that of whoever lives there now: it is the same one.
  for (const text of texts) expect(text).not.toContain(NEW_HOME);
  const { dataDirectory } = world.gateway.settings;
  for (const file of everywhere(dataDirectory))
    expect([file, readFileSync(file).includes(Buffer.from(NEW_HOME))]).toEqual([file, false]);
  expect(world.gateway.logLines.join('\n')).not.toContain(NEW_HOME);
});

test('a movement of anybody tells the same whether or not the home they go to is a protected one', async () => {
  const shape = async (written: string) => {
    const { text } = await world.apply({
      ...{ kind: 'MOVE_WITHIN', atenaNumber: other, address: HERE(written), validateOnly: true },
    });
    return text.replaceAll(written, 'X');
  };
  const [into, elsewhere] = [await shape(NEW_HOME), await shape('見本町一丁目９８番１号')];
  expect(into).toBe(elsewhere);
});

test('the search by a part of the new address finds nobody of that home, as before the move', async () => {
  const { data, errors } = await world.gateway.as<{ residents: { nodes: readonly object[] } }>('clerk', {
    ...{
      purpose: 'RECOMMEND',
      query: '{ residents(where: { address: "隠町三丁目" }) { nodes { atenaNumber } } }',
    },
  });
  expect([errors, data.residents.nodes]).toEqual([[], []]);
});

const NUMBERS = ['123456789018', '１２３４５６７８９０１８', '1234-5678-9018', '一二三四五六七八九〇一八'];
const PLACES: readonly (readonly [string, (text: string) => object])[] = [
  ['name.kanji', (text) => ({ ...PERSON, name: { ...PERSON.name, kanji: text } })],
  ['name.kana', (text) => ({ ...PERSON, name: { ...PERSON.name, kana: text } })],
  ['name.alias', (text) => ({ ...PERSON, name: { ...PERSON.name, alias: `見本 ${text}` } })],
  ['address.written', (text) => ({ ...PERSON, address: HERE(`見本町${text}`) })],
  ['address.extra', (text) => ({ ...PERSON, address: HERE('見本町', `荘 ${text}`) })],
  ['otherMunicipality', (text) => ({ ...PERSON, otherMunicipality: text })],
  ['household.number', (text) => ({ ...PERSON, household: { number: text, relationship: '02' } })],
  ['idempotencyKey', (text) => ({ ...PERSON, idempotencyKey: text })],
];

test.each(PLACES)('an individual number typed into %s is refused, and stands nowhere', async (_place, of) => {
  for (const number of NUMBERS) {
    const answer = await world.apply({
      ...{ kind: 'MOVE_IN', atenaNumber: NEW_NUMBER, address: HERE('見本町'), otherMunicipality: '132144' },
      household: { number: '777777777700001', relationship: '02' },
      ...of(number),
    });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(answer.text).not.toContain(number);
    expect(world.gateway.logLines.join('\n')).not.toContain(number);
  }
  expect(
    world.city.files.rows('registry', 'SELECT 1 FROM JUKI_KIHON WHERE ATENA_NO = ?', NEW_NUMBER),
  ).toEqual([]);
});
