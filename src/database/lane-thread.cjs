// @ts-check
'use strict';
// The program of one thread of a lane (lane.ts). It is JavaScript because a thread loads it as it stands: in tests,
// too, where nothing else of the sources is compiled on the disk.
const { statSync } = require('node:fs');
const { setPriority } = require('node:os');
const { MessageChannel, parentPort, workerData } = require('node:worker_threads');
const Database = require('better-sqlite3');

/** @type {{ readonly path: string, readonly pragmas: readonly string[], readonly busyMs: number, readonly writes: boolean, readonly niceness: number | null }} */
const place = workerData;
// Of this thread alone: see src/background/below-the-loop.ts.
if (place.niceness !== null) setPriority(0, place.niceness);
/** @typedef {import('better-sqlite3').Statement<unknown[], object>} Statement */
/** @type {{ readonly database: import('better-sqlite3').Database, readonly file: string, readonly statements: Map<string, Statement> } | null} */
let open = null;
/** Statements that are kept prepared: those of a screen, by how many keys they have. */
const MOST_PREPARED = 50;

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
  if (within) return open;
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
  if (open?.file === file) return open;
  open?.database.close();
  open = null;
  const options = { readonly: !place.writes, fileMustExist: true, timeout: place.busyMs };
  const database = new Database(place.path, options);
  for (const pragma of place.pragmas) database.pragma(pragma);
  return (open = { database, file, statements: new Map() });
}

/**
 * Preparing a statement takes as long as reading one person by it.
 * @param {string} sql
 * @param {boolean} within
 * @returns {Statement}
 */
function prepared(sql, within) {
  const { database, statements } = connectionFor(within);
  const known = statements.get(sql);
  if (known !== undefined) return known;
  if (statements.size >= MOST_PREPARED) statements.delete(String(statements.keys().next().value));
  const statement = /** @type {Statement} */ (database.prepare(sql));
  statements.set(sql, statement);
  return statement;
}

/** @param {{ readonly turn: number, readonly sql: string, readonly values: readonly unknown[], readonly within: boolean }} order */
function answer({ turn, sql, values, within }) {
  const started = performance.now();
  try {
    const statement = prepared(sql, within);
    const rows = statement.reader ? statement.all(...values) : [];
    const changes = statement.reader ? null : statement.run(...values).changes;
    return { turn, rows, changes, code: null, spentMs: performance.now() - started };
  } catch (error) {
    // Its code alone: the text of a driver quotes values.
    const code = String(Object(error).code ?? 'UNKNOWN');
    return { turn, rows: [], changes: null, code, spentMs: performance.now() - started };
  }
}

/** Rows that the event loop takes over in one piece: less than a millisecond's. */
const PART = 250;

/**
 * Sends an answer; a long one in parts, of which all but the first lie in a channel of their own until they are asked for.
 * @param {ReturnType<typeof answer>} whole
 */
function send({ rows, ...told }) {
  if (rows.length <= PART) {
    parentPort?.postMessage({ ...told, rows, count: rows.length, rest: null });
    return;
  }
  const { port1, port2 } = new MessageChannel();
  for (let at = PART; at < rows.length; at += PART) port2.postMessage(rows.slice(at, at + PART));
  parentPort?.postMessage({ ...told, rows: rows.slice(0, PART), count: rows.length, rest: port1 }, [port1]);
}

parentPort?.on('message', (order) => {
  if (order !== null) return send(answer(order));
  // The last order. What a transaction left half done goes with its connection.
  open?.database.close();
  parentPort?.close();
});
