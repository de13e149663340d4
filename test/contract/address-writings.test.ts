import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import type { DatabaseUrl } from '../../src/database/database-url.js';
import { databaseKinds, legacyFixture } from './support/database.js';
import { atena, person } from './support/registry-rows.js';

/**
 * docs/attacks.md H3: an address is found however it stands in the registry and however it is typed, each writing by
 * each other.
 */

const FIGURES = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const wide = (text: string): string =>
  text.replace(/[0-9-]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
type House = readonly [town: number, lot: number, house: number];

/** As registries write it. */
const STORED: readonly ((house: House) => string)[] = [
  ([town, lot, house]) => `小金井市本町${FIGURES[town]}丁目${wide(`${lot}番${house}号`)}`,
  ([town, lot, house]) => `小金井市本町${wide(`${town}丁目${lot}番${house}号`)}`,
  ([town, lot, house]) => `小金井市本町${town}丁目${lot}番${house}号`,
  ([town, lot, house]) => `小金井市本町${town}丁目${lot}番地${house}`,
  ([town, lot, house]) => `小金井市本町${town}丁目${lot}番地の${house}`,
  ([town, lot, house]) => `小金井市　本町${FIGURES[town]}丁目　${lot}番${house}`,
  ([town, lot, house]) => `小金井市本町${town}の${lot}の${house}`,
  ([town, lot, house]) => `小金井市本町${town}ノ${lot}ノ${house}`,
  ...['-', '－', '−', '‐', '‑', '–', '—', 'ー'].map(
    (mark) =>
      ([town, lot, house]: House) =>
        `小金井市本町${town}${mark}${lot}${mark}${house}`,
  ),
  ([town, lot, house]) => wide(`小金井市本町${town}-${lot}-${house}`),
  ([town, lot, house]) => `小 金 井 市本　町 ${town} - ${lot} - ${house}`,
];

/** As clerks type it. */
const TYPED: readonly ((house: House) => string)[] = [
  ...STORED.map((write) => (house: House) => write(house).replace(/^小 ?金 ?井 ?市/, '')),
  ([town, lot, house]) => `本町${town}/${lot}/${house}`,
  ([town, lot, house]) => `本町${town}.${lot}.${house}`,
  ([town, lot, house]) => `本町${town} ${lot} ${house}`,
  ([town, lot, house]) => `本町${FIGURES[town]}の${FIGURES[lot]}の${FIGURES[house]}`,
  ([town, lot, house]) => `本町${town}-0${lot}-0${house}`,
  ([town, lot, house]) => `〒184-0004 東京都小金井市本町${town}-${lot}-${house}`,
];

const HOUSES: readonly House[] = [
  [6, 9, 3],
  [1, 7, 8],
];
/** One who lives elsewhere, whose digits are the same. */
const ELSEWHERE = ['小金井市本町６９丁目３番', '小金井市本町6-93', '小金井市本町16-9-3', '小金井市本町1-78'];

const ROOMS = ['コーポＡＢＣ　１０１号', 'コーポABC101', 'コーポ ａｂｃ 101'];
const TYPED_ROOMS = [...ROOMS, 'ｺｰﾎﾟABC 101号', 'コーポabc１０１'];

type Search = (typed: string) => Promise<Set<string>>;

/** A registry in which one person each lives at these places, and a search in it by what was typed. */
async function registryOf(
  kind: DatabaseUrl['kind'],
  places: readonly Readonly<Record<string, string>>[],
  work: (search: Search) => Promise<void>,
): Promise<void> {
  const JUKI_KIHON = places.map((place, at) => person(at + 1, place));
  const fixture = await legacyFixture(kind, 'resident-registry', { JUKI_KIHON, JUKI_SIEN: [] });
  const adapter = await openResidentRegistry(fixture.options);
  const page = { sort: 'ATENA_NUMBER', descending: false, first: 200, after: null } as const;
  const call = { signal: new AbortController().signal, items: new Set<never>() };
  try {
    await work(async (addressContains) => {
      const { positions } = await adapter.search({ addressContains }, page, [], call);
      return new Set(positions.map(({ atenaNumber }) => atenaNumber));
    });
  } finally {
    await adapter.close();
    await fixture.remove();
  }
}

describe.each(databaseKinds())('over %s', (kind) => {
  test('each writing finds every other of the same house, and nobody else', async () => {
    const written = HOUSES.flatMap((house) => STORED.map((write) => write(house)));
    const missed: string[] = [];
    await registryOf(
      kind,
      [...written, ...ELSEWHERE].map((JUSHO) => ({ JUSHO })),
      async (search) => {
        for (const [at, house] of HOUSES.entries()) {
          const there = new Set(STORED.map((_, index) => atena(at * STORED.length + index + 1)));
          for (const type of TYPED) {
            const found = await search(type(house));
            for (const number of there)
              if (!found.has(number)) missed.push(`${type(house)} misses ${written[Number(number) - 1]}`);
            for (const number of found) if (!there.has(number)) missed.push(`${type(house)} finds ${number}`);
          }
        }
      },
    );
    expect(missed).toEqual([]);
  });

  test('and so does each writing of a building with its room', async () => {
    const missed: string[] = [];
    await registryOf(
      kind,
      [...ROOMS, 'コーポＡＢＤ　１０１号', 'コーポABC110'].map((KATAGAKI) => ({ KATAGAKI })),
      async (search) => {
        for (const typed of TYPED_ROOMS) {
          const found = await search(typed);
          for (const [at, stored] of ROOMS.entries())
            if (!found.delete(atena(at + 1))) missed.push(`${typed} misses ${stored}`);
          for (const number of found) missed.push(`${typed} finds ${number}`);
        }
      },
    );
    expect(missed).toEqual([]);
  });
});
