import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MockVrs } from '../../../src/mock/vrs/start.js';
import { cityRows, allNumbers } from '../../support/city.js';
import { startVrs } from '../../support/gateway.js';

let data: string;
let vrs: MockVrs;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-vrs-city-'));
  vrs = await startVrs(data);
});
afterAll(async () => {
  await vrs.close();
  rmSync(data, { recursive: true, force: true });
});

const count = (sql: string): number => (vrs.state.prepare(sql).get() as { n: number }).n;

test('the areas hold the coupons and doses of the city’s ledgers, wrong ones among them, and no number', () => {
  const [coupons] = cityRows<{ n: number }>('health', 'SELECT count(*) AS n FROM kk_ken');
  const [doses] = cityRows<{ n: number }>(
    'health',
    "SELECT count(*) AS n FROM kk_sessyu s WHERE yobou_cd = '301' AND yosin_kbn = '1'",
  );
  expect(count("SELECT count(*) AS n FROM coupon WHERE institution = '132101'")).toBe(coupons?.n);
  const held = count("SELECT count(*) AS n FROM dose WHERE institution = '132101'");
  // A dose of somebody without a coupon is none of this system's.
  expect(held).toBeGreaterThan(0.95 * (doses?.n ?? Infinity));
  expect(held).toBeLessThanOrEqual(doses?.n ?? 0);
  expect(count("SELECT count(*) AS n FROM target WHERE institution = '132144'")).toBeGreaterThan(0);
  const file = readFileSync(join(data, 'vrs', 'state-13210-900-2023-06-27.sqlite')).toString('latin1');
  expect(allNumbers().filter((number) => file.includes(number))).toEqual([]);
});

test('who left or died has a flag, whoever moved in from the neighbour has doses there', () => {
  expect(
    count("SELECT count(*) AS n FROM flag WHERE institution = '132101' AND kind = 'MOVE_OUT'"),
  ).toBeGreaterThan(0);
  expect(
    count("SELECT count(*) AS n FROM flag WHERE institution = '132101' AND kind = 'DEATH'"),
  ).toBeGreaterThan(0);
  const examples = JSON.parse(readFileSync(join(data, 'vrs', 'examples.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(examples).toEqual({ movedIn: expect.any(String) as string, movedOut: expect.any(String) as string });
});

test('a start that was cut short while it seeded begins anew', async () => {
  const again = mkdtempSync(join(tmpdir(), 'sekisho-vrs-again-'));
  const first = await startVrs(again);
  const persons = first.state.prepare('SELECT count(*) AS n FROM person').get();
  first.state.prepare("DELETE FROM meta WHERE name = 'sown'").run();
  await first.close();
  const second = await startVrs(again);
  expect(second.state.prepare('SELECT count(*) AS n FROM person').get()).toEqual(persons);
  await second.close();
  rmSync(again, { recursive: true, force: true });
});
