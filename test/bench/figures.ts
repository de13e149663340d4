import type { Peer, ServerName } from './competitors.js';
import type { Measured } from './measure.js';

/** A figure with the least and the most of its rounds. */
export interface Figure {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

export function figureOf(values: readonly number[]): Figure {
  return { middle: quantile(values, 0.5), least: quantile(values, 0), most: quantile(values, 1) };
}

/** Of values in any order, the nearest one that was measured; no number where none was. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * part));
  return sorted[at] ?? Number.NaN;
}

export function cpuOf({ blocks }: Measured, server: ServerName): Figure {
  return figureOf(blocks[server].map(({ cpuMs }) => cpuMs));
}

/** How many times the gateway's processor time a peer takes, round by round. */
export function ratioTo({ blocks }: Measured, peer: Peer): Figure {
  return figureOf(
    blocks[peer].map(({ cpuMs }, round) => cpuMs / (blocks.sekisho[round]?.cpuMs ?? Number.NaN)),
  );
}

export function latencyOf({ blocks }: Measured, server: ServerName, part: number): number {
  return quantile(
    blocks[server].flatMap(({ times }) => times),
    part,
  );
}

export function perSecondOf({ blocks }: Measured, server: ServerName): number {
  return figureOf(blocks[server].map(({ perSecond }) => perSecond)).middle;
}

/** Three digits that count. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(3, Math.max(0, digits)));
}
