import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCases } from '../../src/cases/demo-cases.js';
import { buildCity } from '../../src/city/build-city.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';

/** The demo begins with the case that README's queries name, about whom they show: docs/attacks.md W11. */

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
/** Bodies of README's requests, in their order: two queries, a search, an opening. */
const BODIES = [...README.matchAll(/(?:-d|graph) '(\{.*\})'/g)].map(
  ([, body = '']) =>
    JSON.parse(body) as { readonly query: string; readonly variables?: Record<string, unknown> },
);

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sekisho-demo-case-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The demo's gateway over a city of this size and seed, as `npm start` opens it. */
async function demoOf(size: number, seed: number): Promise<TestGateway> {
  const directory = join(folder, `${size}-${seed}`);
  const { staff } = await buildCity({ root: ROOT, directory, size, seed, asOf: '2023-06-27' });
  const source = (system: string) => `sqlite:${join(directory, '132101', `${system}.sqlite`)}`;
  return startTestGateway(
    {
      SEKISHO_REGISTRY_URL: source('registry'),
      SEKISHO_HEALTH_URL: source('health'),
      SEKISHO_ADDRESS_URL: source('address-name'),
    },
    {
      ...{ staff, opened: false },
      cases: (sources, today) => demoCases(sources, { today, apart: staff['clerk'] ?? null, waiting: null }),
    },
  );
}

interface Person {
  readonly atenaNumber: string;
  readonly name: { readonly kanji: string } | null;
}

test.each([
  [900, 7],
  [600, 1],
])(
  'a city of %i, seed %i: README’s queries answer as they stand, and its paste opens a case',
  async (size, seed) => {
    const gateway = await demoOf(size, seed);
    try {
      const [first, second, find, open] = BODIES;
      if (!first || !second || !find || !open) throw new Error('README has other requests');
      const under = { purpose: 'INQUIRY', case: '2023-0001' };
      const listed = await gateway.as<{ residents: { nodes: readonly Person[] } }>('clerk', {
        ...first,
        ...under,
      });
      expect([listed.errors, listed.data.residents.nodes.length]).toEqual([[], 1]);
      const [shown] = listed.data.residents.nodes;
      expect(shown?.name?.kanji).toMatch(/./);
      const revealed = await gateway.as<{ resident: { individualNumber: { value: string | null } } }>(
        'number-clerk',
        {
          ...{ query: second.query, variables: { id: shown?.atenaNumber } },
          ...under,
        },
      );
      expect([revealed.errors, revealed.data.resident.individualNumber.value]).toEqual([
        [],
        expect.stringMatching(/^\d{12}$/),
      ]);

      // Somebody else, under the account of the request before: found without a case, opened, and then read.
      const found = await gateway.as<{ findPersons: { persons: readonly Person[] } }>('number-clerk', {
        ...{ query: find.query, purpose: 'INQUIRY' },
      });
      expect(found.errors).toEqual([]);
      const other = found.data.findPersons.persons.find(
        ({ atenaNumber }) => atenaNumber !== shown?.atenaNumber,
      );
      const number = other?.atenaNumber ?? '';
      const opened = await gateway.as<{
        openCase: { case: { number: string; openUntil: string } | null; userErrors: readonly object[] };
      }>('number-clerk', {
        query: open.query.replace('ATENA_NUMBER_FROM_ABOVE', number),
        purpose: 'INQUIRY',
      });
      expect([opened.errors, opened.data.openCase.userErrors, opened.data.openCase.case?.number]).toEqual([
        [],
        [],
        '2023-0002',
      ]);
      const name = async (caseNumber: string) => {
        const { data } = await gateway.as<{ resident: Person }>('clerk', {
          ...{
            query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }',
            variables: { id: number },
          },
          ...{ purpose: 'INQUIRY', case: caseNumber },
        });
        return data.resident.name;
      };
      expect([await name('2023-0001'), await name('2023-0002')]).toEqual([
        null,
        { kanji: expect.any(String) as string },
      ]);
    } finally {
      await gateway.stop();
    }
  },
);
