import { PEERS, TITLES, type Peer } from './competitors.js';
import { ratioTo, short } from './figures.js';
import type { Measured } from './measure.js';

const COLOURS: Readonly<Record<Peer, string>> = {
  apollo: '#4b6cb7',
  shielded: '#b7654b',
  mercurius: '#4b9b6c',
  raw: '#8a8a8a',
};
const LABELS = 230;
const WIDTH = 900;
const BAR = 13;
const GAP = 16;
const TOP = 56;
/** Powers of two to each side of 1. */
const REACH = 6;

/** How many times the gateway's processor time each peer takes, on a scale of powers of two; a line of its own at 1. */
export function chartOf(all: readonly Measured[]): string {
  const height = TOP + all.length * (PEERS.length * BAR + GAP) + 10;
  const one = xOf(1);
  const groups = all.map((measured, at) => groupOf(measured, TOP + at * (PEERS.length * BAR + GAP)));
  const grid = Array.from({ length: 2 * REACH + 1 }, (_, step) => 2 ** (step - REACH)).map(
    (ratio) =>
      `<line x1="${xOf(ratio)}" y1="${TOP - 8}" x2="${xOf(ratio)}" y2="${height}" stroke="#ddd"/>` +
      text(xOf(ratio), TOP - 12, ratio < 1 ? `1/${1 / ratio}` : String(ratio), 'middle'),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(
      10,
      18,
      'Processor time of a request, as a multiple of the gateway’s: right of 1 the gateway is cheaper',
      'start',
    ),
    ...grid,
    ...groups,
    `<line x1="${one}" y1="${TOP - 8}" x2="${one}" y2="${height}" stroke="#222"/>`,
    '</svg>\n',
  ].join('\n');
}

function groupOf(measured: Measured, top: number): string {
  const { shape, connections } = measured;
  const bars = PEERS.map((peer, at) => {
    const ratio = ratioTo(measured, peer).middle;
    const [from, to] = [Math.min(xOf(1), xOf(ratio)), Math.max(xOf(1), xOf(ratio))];
    const y = top + at * BAR;
    return (
      `<rect x="${from}" y="${y}" width="${Math.max(1, to - from)}" height="${BAR - 3}" fill="${COLOURS[peer]}"/>` +
      text(
        ratio < 1 ? from - 4 : to + 4,
        y + 9,
        `${TITLES[peer]} ${short(ratio)}`,
        ratio < 1 ? 'end' : 'start',
      )
    );
  });
  const title = text(10, top + BAR * 2, `${shape.title} × ${connections}`, 'start');
  return [title, ...bars].join('\n');
}

function xOf(ratio: number): number {
  const steps = Math.max(-REACH, Math.min(REACH, Math.log2(Number.isFinite(ratio) && ratio > 0 ? ratio : 1)));
  const half = (WIDTH - LABELS - 140) / 2;
  return Math.round(LABELS + half + (steps / REACH) * half);
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped}</text>`;
}
