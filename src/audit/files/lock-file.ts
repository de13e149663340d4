import { link, readFile, readlink, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { newId } from '../../individual-number/new-id.js';

import { errnoOf } from '../../files/errno.js';
import { IrregularFileError, readRegular } from '../../files/regular-file.js';

/** Which process holds a lock. A bare pid would name another process after a restart or in another container. */
interface Holder {
  readonly pid: number;
  readonly started: string | null;
  readonly boot: string | null;
  readonly namespace: string | null;
  readonly host: string;
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock file, or gives null while its holder lives or cannot be judged from here: another machine or
 * container. Two writers in one chain would break it, one writer's folder too many costs nothing.
 */
export async function takeLock(path: string): Promise<Lock | null> {
  const own = await ownHolder();
  const draft = `${path}.${newId()}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    // A link appears with its whole content or not at all, and only one process gets the name.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await linked(draft, path)) return { release: () => unlink(path) };
      if (!(await removedStale(path, own))) return null;
    }
    return null;
  } finally {
    await unlink(draft);
  }
}

/** Whether somebody holds the lock now, as far as that can be judged from here. */
export async function isHeld(path: string): Promise<boolean> {
  const found = await lockText(path).catch(() => null);
  return found !== null && (await alive(found, await ownHolder()));
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that is gone. Moves it first: what was moved may be a new holder's, and goes back.
 */
async function removedStale(path: string, own: Holder): Promise<boolean> {
  const found = await lockText(path);
  if (found === null) return true;
  if (await alive(found, own)) return false;
  const aside = `${path}.${newId()}`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  const moved = await lockText(aside);
  const stolen = moved !== found;
  if (stolen) await linked(aside, path);
  await unlink(aside);
  return !stolen;
}

async function alive(text: string, own: Holder): Promise<boolean> {
  let holder: Partial<Holder> | null;
  try {
    holder = JSON.parse(text) as Partial<Holder> | null;
  } catch {
    // Linked only when whole: what cannot be read was lost with the machine's power.
    return false;
  }
  if (holder === null || typeof holder.pid !== 'number') return false;
  if (holder.host !== own.host) return true;
  if (holder.boot !== own.boot) return false;
  if (holder.namespace !== own.namespace) return true;
  return running(holder.pid) && (holder.started === null || (await startOf(holder.pid)) === holder.started);
}

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}

async function ownHolder(): Promise<Holder> {
  return {
    pid: process.pid,
    started: await startOf(process.pid),
    boot: await readQuietly('/proc/sys/kernel/random/boot_id'),
    namespace: await readlink('/proc/self/ns/pid').catch(() => null),
    host: hostname(),
  };
}

/**
 * Start of a process in clock ticks since boot: field 22 of proc_pid_stat(5), counted after the name in brackets.
 * A dead process that nobody has reaped (state Z) has none.
 */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readQuietly(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? null : (fields[19] ?? null);
}

/** Null where there is none. Whatever is no regular file was put there by somebody: nobody waits for it. */
async function lockText(path: string): Promise<string | null> {
  return readRegular(path).then(String, (error: unknown) => {
    if (error instanceof IrregularFileError) throw error;
    return null;
  });
}

/** Of what the system tells about processes. */
async function readQuietly(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
