import { MssqlParameter } from 'typeorm';
import type { Column } from '../src/database/table.js';

/**
 * Text for LIKE with `ESCAPE '!'`: `[` is a wildcard of SQL Server only, and escaping it elsewhere does no harm.
 */
export function escapeLike(text: string): string {
  return text.replace(/[!%_[]/g, '!$&');
}

/** A parameter of the column's own type, for SQL Server. */
export function mssqlParameter(column: Column, value: string | number | null): MssqlParameter {
  switch (column.type) {
    case 'char':
      return new MssqlParameter(value, 'char', column.length);
    case 'varchar':
      return new MssqlParameter(value, 'varchar', column.length);
    case 'nvarchar':
      return new MssqlParameter(value, 'nvarchar', column.length);
    case 'int':
      return new MssqlParameter(value, 'int');
  }
}
