import { PEERS, SERVERS, TITLES } from './competitors.js';
import type { Disk, Memory, RowCost } from './beside.js';
import { cpuOf, latencyOf, perSecondOf, ratioTo, short } from './figures.js';
import type { Measured } from './measure.js';

/** All that one run of the bench has found. */
export interface Findings {
  readonly measured: readonly Measured[];
  readonly rows: readonly RowCost[];
  readonly disk: readonly Disk[];
  readonly memory: Memory;
  /** Processor time to its address, milliseconds. */
  readonly startMs: number;
  /** How it was measured: one line each. */
  readonly conditions: readonly string[];
}

const BEGIN = '<!-- bench: begin (written by npm run bench) -->';
const END = '<!-- bench: end -->';

/** The page with the new tables in place of the old ones. Throws where it has no place for them. */
export function withTables(page: string, findings: Findings): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The page lacks ${BEGIN} … ${END}`);
  return `${before}${BEGIN}\n${tablesOf(findings)}\n${END}${after}`;
}

/** A page of nothing but the place for the tables. */
export const EMPTY_PAGE = `${BEGIN}\n${END}\n`;

function tablesOf(findings: Findings): string {
  const parts = [
    findings.conditions.join('\n'),
    'Processor time of the server for each request, milliseconds; behind it how many times as much each of the others takes ' +
      '(median of the rounds, least to most). Above 1 the gateway is cheaper. –: it did not answer within its time limits on this machine.',
    table(
      ['shape', 'values', 'connections', 'Sekisho ms', ...PEERS.map((peer) => `× ${TITLES[peer]}`)],
      findings.measured.map(ratioRow),
    ),
    'Wall time of an answer, p50 / p99 in milliseconds, and answers per second. One machine for servers and client: the load on it moves these.',
    table(['shape', 'connections', ...SERVERS.map((name) => TITLES[name])], findings.measured.map(wallRow)),
    'What a row costs: processor time for each dose of a page, microseconds.',
    table(['persons', 'doses', ...SERVERS.map((name) => TITLES[name])], findings.rows.map(rowOfCost)),
    besideOf(findings),
  ];
  return `\n${parts.join('\n\n')}\n`;
}

/** Cells: shape, values, connections, the gateway's milliseconds, and how many times as much each other one takes. */
export function ratioRow(measured: Measured): readonly string[] {
  const { shape, values, connections } = measured;
  const ratios = PEERS.map((peer) => {
    const { middle, least, most } = ratioTo(measured, peer);
    return `${short(middle)} (${short(least)}–${short(most)})`;
  });
  return [
    shape.title,
    String(values),
    String(connections),
    short(cpuOf(measured, 'sekisho').middle),
    ...ratios,
  ];
}

function wallRow(measured: Measured): readonly string[] {
  const cells = SERVERS.map((name) => {
    const [p50, p99] = [latencyOf(measured, name, 0.5), latencyOf(measured, name, 0.99)];
    return `${short(p50)} / ${short(p99)}, ${short(perSecondOf(measured, name))}/s`;
  });
  return [measured.shape.title, String(measured.connections), ...cells];
}

function rowOfCost({ persons, rows, cpuMs }: RowCost): readonly string[] {
  const cells = SERVERS.map((name) => short(((cpuMs[name] ?? Number.NaN) * 1000) / rows));
  return [String(persons), String(rows), ...cells];
}

function besideOf({ disk, memory, startMs }: Findings): string {
  const [first, ...later] = memory.resident.map((mebibytes) => mebibytes.toFixed(0));
  const lines = [
    `- Start, with a city and stores that are there: ${short(startMs / 1000)} s of processor time until it listens.`,
    `- Resident memory over ${memory.requests} questions for one person: ${first} MiB before, then at each tenth ${later.join(', ')}; ` +
      `peak of the process ${memory.peak.toFixed(0)} MiB.`,
    ...disk.map(
      ({ title, fields, bytesPerAnswer }) =>
        `- The log grows by ${short(bytesPerAnswer)} bytes for an answer (${title}, ${fields} accesses): ${short(bytesPerAnswer / fields)} bytes each.`,
    ),
  ];
  return lines.join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
