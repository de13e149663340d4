// @ts-check
'use strict';
// The program of the thread that makes commits durable (commit-steps.ts). It is JavaScript because a thread loads it as it
// stands: in tests, too, where nothing else of the sources is compiled on the disk.
const { fdatasync, fdatasyncSync, statSync, writeSync } = require('node:fs');
const { basename } = require('node:path');
const { parentPort } = require('node:worker_threads');

/** @typedef {import('./commit-steps.js').CommitStep} CommitStep */
/** @typedef {import('./commit-steps.js').LookedAt} LookedAt */
/** @typedef {import('./commit-steps.js').Written} Written */

/**
 * Writes to a file that was deleted or replaced under its open handle succeed and are lost. So each commit looks
 * the path up anew and compares the inode. Another size than what was written here means a second writer, or that
 * the file was cut.
 * @param {LookedAt} file
 */
function untouched({ path, inode, size }) {
  const name = basename(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`${name} is gone`);
  if (found.ino !== inode) throw new Error(`${name} was replaced`);
  if (size !== null && found.size !== size) throw new Error(`${name} was changed by someone else`);
}

/**
 * A full disk takes part of a write without an error; the next attempt then says ENOSPC.
 * @param {Written} written
 */
function writeAll({ descriptor, bytes, position }) {
  for (let done = 0; done < bytes.length;)
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}

/** Resolves once the last head is on the disk. */
let headOnDisk = Promise.resolve();

/**
 * The head, which names the newest durable frame, need not be synced before the answer leaves: a journal that is ahead
 * of its head still verifies. But the head may be at most one commit behind, so its sync runs beside the next commit and
 * is awaited before the next head is written.
 * @param {Written} head
 */
async function writeHead(head) {
  await headOnDisk;
  writeAll(head);
  headOnDisk = new Promise((resolve, reject) =>
    fdatasync(head.descriptor, (error) => (error === null ? resolve() : reject(error))),
  );
  headOnDisk.catch(() => undefined);
}

/** @param {CommitStep} step */
async function take({ unchanged, frames, head }) {
  unchanged.forEach(untouched);
  if (frames !== null) {
    writeAll(frames);
    fdatasyncSync(frames.descriptor);
  }
  if (head !== null) await writeHead(head);
  // Nothing to do but to wait for what was done before.
  if (frames === null && head === null) await headOnDisk;
}

parentPort?.on('message', (/** @type {{ turn: number, step: CommitStep } | null} */ order) => {
  if (order === null) return parentPort?.close();
  void take(order.step).then(
    () => parentPort?.postMessage({ turn: order.turn, fault: null }),
    (error) => {
      const { code = null, message = '' } = Object(error);
      parentPort?.postMessage({ turn: order.turn, fault: { code, message: String(message) } });
    },
  );
});
