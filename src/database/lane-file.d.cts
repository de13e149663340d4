import type Database from 'better-sqlite3';

export interface Place {
  readonly path: string;
  readonly pragmas: readonly string[];
  /** How long a statement waits for a lock of another process, milliseconds. */
  readonly busyMs: number;
  readonly writes: boolean;
}

export type Statement = Database.Statement<unknown[], unknown[]>;

export interface Connection {
  readonly database: Database.Database;
  readonly file: string;
  readonly statements: Map<string, Statement>;
}

export class LaneFile {
  readonly place: Place;
  constructor(place: Place);
  connectionFor(within: boolean): Connection;
  connection(file: string): Connection;
  close(): void;
}

export function fileAt(path: string): string;
export function prepared(connection: Connection, sql: string): Statement;
export function columnsOf(statement: Statement): readonly string[];
