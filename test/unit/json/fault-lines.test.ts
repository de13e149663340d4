import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSchedule, ScheduleError } from '../../../src/immunization/schedule.js';
import { readCaseRules } from '../../../src/policy/case-rules.js';
import { readCaps } from '../../../src/policy/caps.js';
import { readDetectorRules } from '../../../src/policy/detector-rules.js';
import { readInvestigations } from '../../../src/policy/investigations.js';
import { readLinkageRules } from '../../../src/policy/linkage-rules.js';
import { readPermissionList } from '../../../src/policy/permission-list.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { readPurposes } from '../../../src/policy/purposes.js';
import { readRecordRules } from '../../../src/policy/record-rules.js';
import { readRequirements } from '../../../src/policy/requirements.js';
import { readRetention } from '../../../src/policy/retention.js';
import { readSessionRules } from '../../../src/policy/session-rules.js';
import { readStatisticsRules } from '../../../src/policy/statistics-rules.js';
import { readSystemRegister } from '../../../src/policy/system-register.js';
import { readVrsRules } from '../../../src/policy/vrs-rules.js';
import { readSeed } from '../../../src/staff/seed.js';
import { effort } from '../../support/effort.js';
import { policy } from '../policy/harness.js';
import { mutationsOf, pairsOf, thinned } from './mutations.js';

/**
 * Whoever writes a data file reads these lines and nothing else, so every one of them is held fast, for generated
 * faults in every file; in which order they come is not. The table was made before the readers were written on zod. Where a file of the policy gets
 * another shape, `FAULT_LINES=write npx jest test/unit/json/fault-lines` makes it anew, and its difference is to
 * be read like code. The short run has one in nine of the faults told of, something at each place and everything
 * somewhere; `npm run test:long` has all.
 */
const GOLDEN = join(__dirname, 'fault-lines.json');
const POLICY = join(__dirname, '..', '..', '..', 'policy', 'koganei');
const PAIRS = 40;
const EVERY = effort({ short: 9, full: 1 });

type Lines = readonly string[];
interface Recorded {
  /** What was done to the file, and the lines then; where several faults have the same lines, all of them. */
  readonly one: readonly (readonly [mutations: Lines, lines: Lines])[];
  /** Of two faults at once, the beginning of the hash of all lines: there are many, and each is above too. */
  readonly two: Readonly<Record<string, string>>;
}

type Read = (file: string, text: string, faults: string[]) => unknown;
const collecting =
  (read: Read) =>
  (file: string) =>
  (text: string): Lines => {
    const faults: string[] = [];
    read(file, text, faults);
    return faults;
  };

const READERS: Readonly<Record<string, (file: string) => (text: string) => Lines>> = {
  'accounts.json': () => seedFaults,
  'caps.json': collecting(readCaps),
  'cases.json': collecting(readCaseRules),
  'detectors.json': collecting(readDetectorRules),
  'immunization-records.json': collecting(readRecordRules),
  'investigations.json': collecting(readInvestigations),
  'linkage.json': collecting(readLinkageRules),
  'permission-list.json': collecting(readPermissionList),
  'purposes.json': collecting(readPurposes),
  'requirements.json': collecting(readRequirements),
  'retention.json': collecting(readRetention),
  'schedule.json': () => scheduleFaults,
  'session.json': collecting(readSessionRules),
  'statistics.json': collecting(readStatisticsRules),
  'systems.json': collecting(readSystemRegister),
  'vaccination-record-system.json': collecting(readVrsRules),
};

/** Rows that the shipped file has none of, so that there is a place for a fault in them. */
const ROWS: Readonly<Record<string, object>> = {
  'investigations.json': {
    investigations: [{ id: 'i1', from: '2024-01-01', to: '2024-02-01', account: 'clerk', case: 'C-1' }],
  },
  'retention.json': { holds: [{ reason: 'lawsuit', from: '2024-01-01', to: '2024-02-01' }] },
};

const directory = mkdtempSync(join(tmpdir(), 'fault-lines-'));
afterAll(() => rmSync(directory, { recursive: true }));

function seedFaults(text: string): Lines {
  writeFileSync(join(directory, 'accounts.json'), text);
  return faultsOf(() => readSeed({ directory, policy, today: '2024-06-01' }));
}

const scheduleFaults = (text: string): Lines => faultsOf(() => parseSchedule(text));

function faultsOf(act: () => unknown): Lines {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof PolicyError || error instanceof ScheduleError) return error.faults;
    throw error;
  }
}

function readerOf(file: string): (text: string) => Lines {
  const read = READERS[file]?.(file);
  if (read === undefined) throw new Error(`${file} has no reader here.`);
  return read;
}

function record(file: string): Recorded {
  const text = soundText(file);
  const read = readerOf(file);
  const byLines = new Map<string, Map<string, string[]>>();
  for (const { place, what, text: mutated } of mutationsOf(text)) {
    const lines = JSON.stringify([...read(mutated)].sort());
    const places = byLines.get(lines) ?? new Map<string, string[]>();
    byLines.set(lines, places.set(place, [...(places.get(place) ?? []), what]));
  }
  return {
    one: [...byLines].map(([lines, places]) => [
      [...places].map(([place, whats]) => `${place} ${whats.join(' ')}`),
      JSON.parse(lines) as Lines,
    ]),
    two: Object.fromEntries(
      pairsOf(text, PAIRS).map(({ place, what, text: mutated }) => [
        `${place} ${what}`,
        hashOf(read(mutated)),
      ]),
    ),
  };
}

/** The recorded lines of each fault of a file, by place and what was done there. */
function recordedLines({ one }: Recorded, text: string): ReadonlyMap<string, Lines> {
  const whats = new Map<string, string[]>();
  for (const { place, what } of mutationsOf(text)) whats.set(place, [...(whats.get(place) ?? []), what]);
  const found = new Map<string, Lines>();
  for (const [places, lines] of one)
    for (const written of places) {
      const place = written.slice(0, written.indexOf(' '));
      // What was done at a place stands there in the order in which it was done.
      let left = `${written.slice(place.length)} `;
      for (const what of whats.get(place) ?? []) {
        if (!left.startsWith(` ${what} `)) continue;
        found.set(`${place} ${what}`, lines);
        left = left.slice(what.length + 1);
      }
      expect([written, left]).toEqual([written, ' ']);
    }
  return found;
}

function expectSome(file: string, recorded: Recorded): void {
  const text = soundText(file);
  const read = readerOf(file);
  const isAsked = (_: unknown, at: number): boolean => at % EVERY === 0;
  const lines = recordedLines(recorded, text);
  expect(lines.size).toBe(mutationsOf(text).length);
  const sorted = (told: Lines): Lines => [...told].sort();
  for (const { place, what, text: mutated } of mutationsOf(text).filter(isAsked))
    expect([place, what, sorted(read(mutated))]).toEqual([place, what, lines.get(`${place} ${what}`)]);
  const two = pairsOf(text, PAIRS).filter(isAsked);
  expect(two.map(({ text: mutated }) => hashOf(read(mutated)))).toEqual(
    two.map(({ place, what }) => recorded.two[`${place} ${what}`]),
  );
}

function soundText(file: string): string {
  const shipped = JSON.parse(readFileSync(join(POLICY, file), 'utf8')) as object;
  const whole = { ...shipped, ...ROWS[file] };
  // Of the staff every row is somebody's: approvers and offices are looked up in other rows. So is each connection of a
  // system in the row of its other end.
  return JSON.stringify(['accounts.json', 'systems.json'].includes(file) ? whole : thinned(whole));
}

const hashOf = (lines: Lines): string =>
  createHash('sha256')
    .update(JSON.stringify([...lines].sort()))
    .digest('base64url')
    .slice(0, 8);

/** A line for each entry, so that a difference shows which. */
function written(table: Readonly<Record<string, Recorded>>): string {
  const texts = Object.entries(table).map(([file, { one, two }]) => {
    const entries = one.map((entry) => `   ${JSON.stringify(entry)}`).join(',\n');
    return ` "${file}": {\n  "one": [\n${entries}\n  ],\n  "two": ${JSON.stringify(two, null, 3)}\n }`;
  });
  return `{\n${texts.join(',\n')}\n}\n`;
}

const files = readdirSync(POLICY).filter((name) => name.endsWith('.json'));
if (process.env.FAULT_LINES === 'write')
  writeFileSync(GOLDEN, written(Object.fromEntries(files.map((file) => [file, record(file)]))));
const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Readonly<Record<string, Recorded>>;

test('every data file of the policy is here', () => {
  expect(Object.keys(READERS).sort()).toEqual(files);
  expect(Object.keys(golden).sort()).toEqual(files);
});

describe.each(files)('%s', (file) => {
  test('has no fault as it ships', () => {
    expect(READERS[file]?.(file)(soundText(file))).toEqual([]);
  });

  test('tells of every generated fault as it always has', () => {
    if (EVERY > 1) return expectSome(file, golden[file] as Recorded);
    const { one, two } = record(file);
    expect(one).toEqual(golden[file]?.one);
    expect(two).toEqual(golden[file]?.two);
  });

  test('has enough faults to tell of', () => {
    expect(golden[file]?.one.length).toBeGreaterThan(10);
  });
});
