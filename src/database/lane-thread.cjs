// @ts-check
'use strict';
// The program of one thread of a lane (lane.ts). It is JavaScript because a thread loads it as it stands: in tests,
// too, where nothing else of the sources is compiled on the disk.
const { statSync } = require('node:fs');
const { MessageChannel, parentPort, workerData } = require('node:worker_threads');
const Database = require('better-sqlite3');

/** @type {{ readonly path: string, readonly pragmas: readonly string[], readonly busyMs: number, readonly writes: boolean }} */
const place = workerData;
/** @type {{ readonly database: import('better-sqlite3').Database, readonly file: string } | null} */
let open = null;

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

/** @param {{ readonly turn: number, readonly sql: string, readonly values: readonly unknown[] }} order */
function answer({ turn, sql, values }) {
  const started = performance.now();
  try {
    const statement = connection().prepare(sql);
    const rows = statement.reader
      ? statement.all(...values)
      : [{ changes: statement.run(...values).changes }];
    return { turn, rows, code: null, spentMs: performance.now() - started };
  } catch (error) {
    // Its code alone: the text of a driver quotes values.
    const code = String(Object(error).code ?? 'UNKNOWN');
    return { turn, rows: [], code, spentMs: performance.now() - started };
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

parentPort?.on('message', (order) => send(answer(order)));
