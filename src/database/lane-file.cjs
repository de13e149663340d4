// @ts-check
'use strict';
// A SQLite file as a lane reads it (lane.ts): in its threads and, for short statements, in the event loop. It is JavaScript
// because a thread loads it as it stands: in tests, too, where nothing else of the sources is compiled on the disk.
const { statSync } = require('node:fs');
const Database = require('better-sqlite3');

/** @typedef {import('better-sqlite3').Statement<unknown[], unknown[]>} Statement */
/** @typedef {{ readonly database: import('better-sqlite3').Database, readonly file: string, readonly statements: Map<string, Statement> }} Connection */
/** @typedef {{ readonly path: string, readonly pragmas: readonly string[], readonly busyMs: number, readonly writes: boolean }} Place */

/** Statements that are kept prepared: those of a screen, by how many keys they have. */
const MOST_PREPARED = 50;

/**
 * Tells the file that lies at the path now from any other, and from itself before it was written to.
 * @param {string} path
 */
function fileAt(path) {
  const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
  return `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** A connection to whatever lies at the path. */
class LaneFile {
  /** @param {Place} place */
  constructor(place) {
    this.place = place;
    /** @type {Connection | null} */
    this.open = null;
  }

  /**
   * The connection of the transaction that is under way, and no other: a statement of it that came too late would stand
   * for itself. What a broken off one left is undone before anything else is done.
   *
   * @param {boolean} within
   */
  connectionFor(within) {
    if (this.open?.database.inTransaction !== true) {
      if (within) throw Object.assign(new Error('no transaction'), { code: 'LANE_LOST' });
      return this.connection(fileAt(this.place.path));
    }
    if (within) return this.open;
    this.open.database.exec('ROLLBACK');
    return this.connection(fileAt(this.place.path));
  }

  /**
   * The connection to this file. One that was put in its place, cut or written over is opened anew: the old one would go
   * on reading what nobody else can see any more.
   *
   * @param {string} file
   */
  connection(file) {
    if (this.open?.file === file) return this.open;
    this.close();
    const { path, pragmas, busyMs, writes } = this.place;
    const database = new Database(path, { readonly: !writes, fileMustExist: true, timeout: busyMs });
    for (const pragma of pragmas) database.pragma(pragma);
    return (this.open = { database, file, statements: new Map() });
  }

  close() {
    this.open?.database.close();
    this.open = null;
  }
}

/**
 * Preparing a statement takes as long as reading one person by it.
 * @param {Connection} connection
 * @param {string} sql
 * @returns {Statement}
 */
function prepared({ database, statements }, sql) {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  if (statements.size >= MOST_PREPARED) statements.delete(String(statements.keys().next().value));
  const statement = /** @type {Statement} */ (database.prepare(sql));
  // The driver's own rows are objects that V8 reads slowly, and a message would repeat the columns' names in each.
  if (statement.reader) statement.raw();
  statements.set(sql, statement);
  return statement;
}

/**
 * The names of a statement's columns, in the order of the values in its rows.
 * @param {Statement} statement
 */
function columnsOf(statement) {
  return statement.columns().map(({ name }) => name);
}

module.exports = { LaneFile, columnsOf, fileAt, prepared };
