/**
 * `npm run bench`: what the gateway costs beside other ways to answer from the same tables, every server a process of
 * its own over the same city, all in one run and in turns; first all answers are compared, field by field. It writes
 * tables and a chart into docs/performance.md and docs/performance.svg.
 *
 *     npm run bench -- --city FOLDER --residents 20000 --rounds 5 --seconds 1.5 --warm-up 15 --requests 5000 --page FILE
 *
 * `--warm-up` is processor time, in seconds, for each server and shape. `--city` builds the city there, or takes the one that is there; `--only WORD` takes the shapes whose title has the
 * word; `--requests` is how often one person is asked for while memory is watched (100000 in full); `--from-sources`
 * runs the gateway without a build. Whoever shares the machine begins it with `nice`.
 */
import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BenchCity, ROOT } from './bench-city.js';
import { chooseBenchPeople } from './bench-people.js';
import { measureDisk, measureMemory, measureRows } from './beside.js';
import { chartOf } from './chart.js';
import { startCompetition, type Competition } from './competitors.js';
import { Asker, measureShape, type Effort, type Measured } from './measure.js';
import { EMPTY_PAGE, ratioRow, withTables, type Findings } from './page-table.js';
import { shapesOf } from './shapes.js';
import { targetLines } from './targets.js';

const { values: options } = parseArgs({
  options: {
    city: { type: 'string' },
    residents: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1.5' },
    'warm-up': { type: 'string', default: '15' },
    requests: { type: 'string', default: '5000' },
    connections: { type: 'string', default: '1,50' },
    sizes: { type: 'string', default: '1,10,100,1000' },
    page: { type: 'string', default: join(ROOT, 'docs', 'performance.md') },
    only: { type: 'string', default: '' },
    'from-sources': { type: 'boolean', default: false },
  },
});

/** Packages whose versions decide what is compared. */
const PACKAGES = [
  ...['graphql', '@apollo/server', 'type-graphql', 'typeorm', 'dataloader', 'graphql-shield', 'pino'],
  ...['mercurius', 'better-sqlite3'],
];

async function main(): Promise<void> {
  const block = Number(options.seconds) * 1000;
  const effort: Effort = {
    rounds: Number(options.rounds),
    warmUp: Number(options['warm-up']) * 1000,
    connections: options.connections.split(',').map(Number),
    block,
  };
  const begun = loadavg();
  const city = await BenchCity.open(options.city, Number(options.residents));
  try {
    const competition = await startCompetition(city, options['from-sources']);
    try {
      const findings = await measureAll(competition, city, effort);
      const conditions = conditionsOf(city, effort, begun);
      writePage({ ...findings, conditions });
      print(targetLines(findings.measured).join('\n'));
    } finally {
      await competition.close();
    }
  } finally {
    city.close();
  }
}

async function measureAll(
  { servers, auditDirectory }: Competition,
  city: BenchCity,
  effort: Effort,
): Promise<Omit<Findings, 'conditions'>> {
  const [sekisho] = servers;
  if (sekisho === undefined) throw new TypeError('Nothing is measured');
  const people = chooseBenchPeople(city);
  const shapes = shapesOf(people);
  // The newest tables of coverage are made once, beside the answers, when a gateway starts: they are no answer's cost.
  await new Asker(sekisho, shapes.coverage).once();
  await sekisho.settled();
  const measured: Measured[] = [];
  for (const shape of Object.values(shapes)) {
    if (!shape.title.includes(options.only)) continue;
    print(`${new Date().toISOString().slice(11, 19)} ${shape.title}`);
    for (const one of await measureShape(servers, shape, effort)) {
      measured.push(one);
      print(`  × ${one.connections}: ${ratioRow(one).slice(3).join('  ')}`);
    }
  }
  print(`${new Date().toISOString().slice(11, 19)} rows, disk, memory`);
  const { warmUp, block } = effort;
  const sizes = options.sizes.split(',').map(Number);
  const requests = Number(options.requests);
  return {
    measured,
    rows: await measureRows(servers, people, { sizes, warmUp, block }),
    disk: await measureDisk(sekisho, auditDirectory, [shapes.person, shapes.page], Math.min(50, requests)),
    memory: await measureMemory(sekisho, shapes.person, requests),
    startMs: sekisho.startMs,
  };
}

function conditionsOf(
  { manifest }: BenchCity,
  { rounds, block }: Effort,
  begun: readonly number[],
): readonly string[] {
  const load = (averages: readonly number[]) => (averages[0] ?? 0).toFixed(1);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const versions = PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ');
  return [
    `- Sekisho ${version}, Node ${process.versions.node}, ${versions}`,
    `- ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), load ${load(begun)} before and ${load(loadavg())} at the end`,
    `- a city of ${manifest.size} residents (seed ${manifest.seed}), ${manifest.immunizations} doses`,
    `- ${rounds} rounds of ${block / 1000} s for each server and shape: \`npm run bench -- ${process.argv.slice(2).filter(isNoFile).join(' ')}\``,
  ];
}

/** Of the command what says how it was measured, without the folders of one machine. */
function isNoFile(argument: string, at: number, all: readonly string[]): boolean {
  const isFile = (name: string | undefined) => name === '--city' || name === '--page';
  return !isFile(argument) && !isFile(all[at - 1]);
}

function versionOf(name: string): string {
  const path = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

function writePage(findings: Findings): void {
  const { page } = options;
  const text = existsSync(page) ? readFileSync(page, 'utf8') : EMPTY_PAGE;
  writeFileSync(page, withTables(text, findings));
  writeFileSync(page.replace(/\.md$/, '.svg'), chartOf(findings.measured));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
