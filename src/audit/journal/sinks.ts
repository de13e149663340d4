import { join } from 'node:path';

import type { Frame } from '../segments/chain.js';
import { encodeHead } from '../segments/head.js';
import { reasonOf, within } from '../audit-faults.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { catchUp } from './mirror.js';
import type { ResumePoint } from './recovery.js';
import { Segments } from './segment-writer.js';

export interface SinkSettings {
  readonly writer: string;
  /** The writer's folder. */
  readonly folder: string;
  /** Folder of the second copy of the whole log, on another disk; null: none. */
  readonly mirror: string | null;
  readonly keys: AuditKeys;
  readonly now: () => string;
  /** Longest each of them may take over one step, in milliseconds. */
  readonly deadline: number;
}

interface Sink {
  /** What a fault of it is told with; null for the journal itself. */
  readonly name: string | null;
  readonly segments: Segments;
}

/**
 * Where frames become durable: the journal and, where one is set, its second copy, byte for byte the same. A record
 * is sealed once it is durable in both. Either may take at most the deadline for one step; then the step fails.
 */
export class Sinks {
  /** Steps under way. One that is past its deadline still writes, so the files are in use until it has ended. */
  private readonly running = new Set<Promise<unknown>>();

  private constructor(
    private readonly sinks: readonly Sink[],
    private readonly settings: SinkSettings,
  ) {}

  static async open(settings: SinkSettings, resumePoint: ResumePoint): Promise<Sinks> {
    const { folder, keys } = settings;
    const sinks: Sink[] = [{ name: null, segments: await Segments.open(folder, resumePoint) }];
    if (settings.mirror !== null) {
      const mirror = join(settings.mirror, settings.writer);
      try {
        await catchUp({ folder, mirror, keys, seq: resumePoint.tail.seq });
        sinks.push({ name: 'second copy', segments: await Segments.open(mirror, resumePoint) });
      } catch (error) {
        await sinks[0]?.segments.close();
        throw named('second copy', error);
      }
    }
    return new Sinks(sinks, settings);
  }

  /** With a copy, heads are written only when both hold what they name: neither goes further than the other. */
  async commit(frames: readonly Frame[]): Promise<void> {
    const last = frames.at(-1);
    if (last === undefined) return;
    const head = encodeHead(last, this.settings.keys, this.settings.now());
    const isAlone = this.sinks.length === 1;
    await this.each((segments) => segments.store(frames, isAlone ? head : null));
    if (!isAlone) await this.each((segments) => segments.writeHead(head));
  }

  /** Resolves once the last heads are on the disks too. */
  settle(): Promise<void> {
    return this.each((segments) => segments.settle());
  }

  /** Rejects where a file was taken away, replaced or changed by somebody else. */
  checkUnchanged(): Promise<void> {
    return this.each((segments) => segments.checkUnchanged());
  }

  /** Resolves once nothing that was begun is still under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  async close(): Promise<void> {
    for (const { segments } of this.sinks) await segments.close();
  }

  private async each(work: (segments: Segments) => Promise<void>): Promise<void> {
    const steps = this.sinks.map(({ name, segments }) => {
      const step = work(segments);
      const ended: Promise<void> = step.catch(() => undefined).then(() => void this.running.delete(ended));
      this.running.add(ended);
      return within(step, this.settings.deadline).catch((error: unknown) =>
        Promise.reject(named(name, error)),
      );
    });
    // Wait for all steps before throwing: recovery, which follows a fault, must know of every write still under way.
    const results = await Promise.allSettled(steps);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}

function named(name: string | null, error: unknown): unknown {
  return name === null ? error : new Error(`${name}: ${reasonOf(error)}`, { cause: error });
}
