// @ts-check
'use strict';
// The program of one thread of a lane (lane.ts). It is JavaScript because a thread loads it as it stands: in tests,
// too, where nothing else of the sources is compiled on the disk.
const { statSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const Database = require('better-sqlite3');

/** @type {{ readonly path: string, readonly pragmas: readonly string[], readonly busyMs: number, readonly writes: boolean }} */
const place = workerData;
/** @type {{ readonly database: import('better-sqlite3').Database, readonly file: string } | null} */
let open = null;

/**
 * The connection of the transaction that is under way, and no other: a statement of it that came too late would stand
 * for itself. What a broken off one left is undone before anything else is done.
 *
 * @param {boolean} within
 */
function connectionFor(within) {
  if (open?.database.inTransaction !== true) {
    if (within) throw Object.assign(new Error('no transaction'), { code: 'LANE_LOST' });
    return connection();
  }
  if (within) return open.database;
  open.database.exec('ROLLBACK');
  return connection();
}

/**
 * The connection to the file that lies at the path now. One that was put in its place, cut or written over is opened
 * anew: the old one would go on reading what nobody else can see any more.
 */
function connection() {
  const { dev, ino, size, mtimeMs, ctimeMs } = statSync(place.path);
  const file = `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  if (open?.file === file) return open.database;
  open?.database.close();
  open = null;
  const options = { readonly: !place.writes, fileMustExist: true, timeout: place.busyMs };
  const database = new Database(place.path, options);
  for (const pragma of place.pragmas) database.pragma(pragma);
  open = { database, file };
  return database;
}

/** @param {{ readonly turn: number, readonly sql: string, readonly values: readonly unknown[], readonly within: boolean }} order */
function answer({ turn, sql, values, within }) {
  const started = performance.now();
  try {
    const statement = connectionFor(within).prepare(sql);
    const rows = statement.reader ? statement.all(...values) : [];
    const changes = statement.reader ? null : statement.run(...values).changes;
    return { turn, rows, changes, code: null, spentMs: performance.now() - started };
  } catch (error) {
    // Its code alone: the text of a driver quotes values.
    const code = String(Object(error).code ?? 'UNKNOWN');
    return { turn, rows: [], changes: null, code, spentMs: performance.now() - started };
  }
}

parentPort?.on('message', (order) => {
  if (order !== null) return parentPort?.postMessage(answer(order));
  // The last order. What a transaction left half done goes with its connection.
  open?.database.close();
  parentPort?.close();
});
