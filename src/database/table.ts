import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

export type Dialect = 'sqlite' | 'mssql';

/** One column as SQL Server declares it. The type decides how a parameter that is compared with it is sent. */
export interface Column {
  readonly name: string;
  readonly type: 'char' | 'varchar' | 'nvarchar' | 'int';
  /** Characters; bytes of the code page for `char` and `varchar`. Absent for `int`, and for a text of any length. */
  readonly length?: number;
  readonly key: boolean;
}

/** A legacy table: its columns by the name the domain gives them. */
export interface Table<Property extends string = string> {
  readonly name: string;
  readonly columns: Readonly<Record<Property, Column>>;
}

export function table<Property extends string>(
  name: string,
  columns: Readonly<Record<Property, Column>>,
): Table<Property> {
  return { name, columns };
}

export const char = (name: string, length: number): Column => ({ name, type: 'char', length, key: false });
export const varchar = (name: string, length: number): Column => ({
  name,
  type: 'varchar',
  length,
  key: false,
});
export const nvarchar = (name: string, length: number): Column => ({
  name,
  type: 'nvarchar',
  length,
  key: false,
});
export const longText = (name: string): Column => ({ name, type: 'nvarchar', key: false });
export const int = (name: string): Column => ({ name, type: 'int', key: false });
export const key = (column: Column): Column => ({ ...column, key: true });

/** The TypeORM entity of a table. SQLite calls CHAR `character`; nothing else differs. */
export function entityOf({ name, columns }: Table, dialect: Dialect): EntitySchema {
  const entries = Object.entries(columns).map(([property, column]): [string, EntitySchemaColumnOptions] => [
    property,
    {
      name: column.name,
      type: dialect === 'sqlite' && column.type === 'char' ? 'character' : column.type,
      ...(column.length === undefined ? {} : { length: column.length }),
      primary: column.key,
      nullable: !column.key,
    },
  ]);
  return new EntitySchema({ name, tableName: name, columns: Object.fromEntries(entries) });
}
