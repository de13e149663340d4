// @ts-check
'use strict';
// The program of one thread of a lane (lane.ts). It is JavaScript because a thread loads it as it stands: in tests,
// too, where nothing else of the sources is compiled on the disk.
const { statfsSync } = require('node:fs');
const { setPriority } = require('node:os');
const { MessageChannel, parentPort, workerData } = require('node:worker_threads');
const { LaneFile, columnsOf, prepared } = require('./lane-file.cjs');

/** @type {import('./lane-file.cjs').Place & { readonly niceness: number | null }} */
const place = workerData;
// Of this thread alone: see src/background/below-the-loop.ts.
if (place.niceness !== null) setPriority(0, place.niceness);
const file = new LaneFile(place);

/** Milliseconds that a statement may take which the event loop carries out itself. */
const SHORT_MS = 2;
/** File systems of this machine's own disks, by their magic numbers (statfs(2)): ext, XFS, Btrfs, tmpfs, F2FS, ZFS, overlay. */
const OWN_DISKS = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0xf2f52010, 0x2fc12fc1, 0x794c7630]);

/** And rows that it may have. */
const FEW_ROWS = 100;

/** Steps of a plan that go to rows by equal keys of an index, or through a list of values and no table. */
const BY_KEYS =
  /^(SEARCH \S+ USING (?!AUTOMATIC )[\w ]+ \([\w" =?]+\)( LEFT-JOIN)?|SCAN CONSTANT ROW|SCAN json_each VIRTUAL TABLE .*|(CORRELATED )?(LIST|SCALAR) SUBQUERY \d+|REUSE LIST SUBQUERY \d+|MULTI-INDEX OR|INDEX \d+|CREATE BLOOM FILTER|USE TEMP B-TREE FOR .*)$/;
/** Through a whole table: as SQLite reads a small one, whatever is asked for in it. */
const WHOLE_TABLE = /^SCAN \w+( USING (COVERING )?INDEX \w+)?$/;

/** Of statements whether what they take hangs on how many keys they are given, and on no key. @type {WeakMap<object, boolean>} */
const even = new WeakMap();

/**
 * What was short once is then short with any few keys, as long as the file is the same.
 * @param {import('./lane-file.cjs').Connection} connection
 * @param {import('./lane-file.cjs').Statement} statement
 * @param {{ readonly sql: string, readonly values: readonly unknown[] }} order
 */
function isEven({ database }, statement, { sql, values }) {
  const known = even.get(statement);
  if (known !== undefined) return known;
  const plan = /** @type {{ detail: string }[]} */ (
    database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
  );
  // A scan that ends with the first rows it finds may find them late.
  const mayScan = !/\bLIMIT\b/.test(sql);
  const found = plan.every(({ detail }) => BY_KEYS.test(detail) || (mayScan && WHOLE_TABLE.test(detail)));
  even.set(statement, found);
  return found;
}

/** Whether the file lies on a disk of this machine: one that is gone can then hold nobody who reads what is in memory. */
let isOwnDisk = false;
/** @type {import('./lane-file.cjs').Connection | null} */
let looked = null;

/**
 * The file in which the event loop may carry this statement out itself; null: it may not.
 * @param {import('./lane-file.cjs').Connection} connection
 * @param {import('./lane-file.cjs').Statement} statement
 * @param {{ readonly sql: string, readonly values: readonly unknown[] }} order
 * @param {{ readonly rows: readonly unknown[], readonly spentMs: number }} answered
 */
function shortIn(connection, statement, order, { rows, spentMs }) {
  if (place.writes || spentMs > SHORT_MS || rows.length > FEW_ROWS) return null;
  if (looked !== connection) {
    isOwnDisk = OWN_DISKS.has(statfsSync(place.path).type);
    looked = connection;
  }
  if (!isOwnDisk) return null;
  return isEven(connection, statement, order) ? connection.file : null;
}

/** @param {{ readonly turn: number, readonly sql: string, readonly values: readonly unknown[], readonly within: boolean }} order */
function answer(order) {
  const { turn, sql, values, within } = order;
  const started = performance.now();
  try {
    const connection = file.connectionFor(within);
    const statement = prepared(connection, sql);
    const rows = statement.reader ? statement.all(...values) : [];
    const columns = statement.reader ? columnsOf(statement) : [];
    const changes = statement.reader ? null : statement.run(...values).changes;
    const spentMs = performance.now() - started;
    const short = statement.reader ? shortIn(connection, statement, order, { rows, spentMs }) : null;
    return { turn, columns, rows, changes, code: null, short, spentMs };
  } catch (error) {
    // Its code alone: the text of a driver quotes values.
    const code = String(Object(error).code ?? 'UNKNOWN');
    const none = { columns: [], rows: [], changes: null };
    return { turn, ...none, code, short: null, spentMs: performance.now() - started };
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
  file.close();
  parentPort?.close();
});
