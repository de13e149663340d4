import { withJapanOffset } from '../../calendar/japan-time.js';
import type { Shape } from './answer-shape.js';
import type { GatewayAnswer } from './gateway-answer.js';
import { reaches, type Path } from './reaches.js';

export interface Column {
  readonly label: string;
  /** As in the answer, with dots: `inquirer.name`. */
  readonly path: string;
}

/** A table of an answer: a list, or the single values of an object as its one row. */
export interface Block {
  readonly title: Column;
  readonly isList: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

type Cell = string | number;

/** Why there is nothing at a place: a reason or a code. Null where there simply is nothing. */
export type WhyEmpty = (path: Path) => string | null;

type Beside = Pick<GatewayAnswer, 'withheld' | 'setAside' | 'faults'>;

export function whyEmptyIn({ withheld, setAside, faults }: Beside): WhyEmpty {
  return (path) =>
    withheld.find((entry) => reaches(entry, path))?.reason ??
    setAside.find((entry) => reaches(entry, path))?.reason ??
    faults.find((fault) => reaches(fault, path))?.code ??
    null;
}

/** An answer as tables, each list of objects one, wherever it stands but in another list. */
export function blocksOf(shape: readonly Shape[], data: unknown, whyEmpty: WhyEmpty): readonly Block[] {
  const blocks: Block[] = [];
  const add = (fields: readonly Shape[], value: unknown, at: Place): void => {
    const flat = flatten(fields, 'LISTS_APART');
    const single = flat.filter(({ field }) => field.fields === null);
    if (single.length > 0) {
      const row = single.map((leaf) => cellAt(leaf, value, at.path, whyEmpty));
      blocks.push({ title: titleOf(at), isList: false, columns: single.map(columnOf), rows: [row] });
    }
    for (const { field, keys, label } of flat) {
      const below = { keys: [...at.keys, ...keys], path: [...at.path, ...keys], label };
      if (field.fields !== null) addList(field.fields, valueAt(value, keys), below);
    }
  };
  const addList = (fields: readonly Shape[], value: unknown, at: Place): void => {
    const leaves = flatten(fields, 'LISTS_WITHIN');
    const rows = Array.isArray(value)
      ? value.map((one, index) => leaves.map((leaf) => cellAt(leaf, one, [...at.path, index], whyEmpty)))
      : [];
    const why = Array.isArray(value) ? null : whyEmpty(at.path);
    const only = why === null ? rows : [leaves.map(() => marked(why))];
    blocks.push({ title: titleOf(at), isList: true, columns: leaves.map(columnOf), rows: only });
  };
  for (const field of shape) {
    const [value, at] = [valueAt(data, [field.key]), placeOf(field)];
    if (field.fields === null) add([field], data, { ...at, path: [] });
    // What is closed or failed as a whole is told beside the answer.
    else if (value === null || value === undefined)
      blocks.push({ title: titleOf(at), isList: true, columns: [], rows: [] });
    else if (field.isList) addList(field.fields, value, at);
    else add(field.fields, value, at);
  }
  return blocks;
}

interface Place {
  readonly keys: readonly string[];
  readonly path: Path;
  readonly label: string;
}
interface Leaf {
  readonly field: Shape;
  readonly keys: readonly string[];
  readonly label: string;
}

const placeOf = ({ key, label }: Shape): Place => ({ keys: [key], path: [key], label });
const titleOf = ({ keys, label }: Place): Column => ({ label, path: keys.join('.') });
const columnOf = ({ keys, label }: Leaf): Column => ({ label, path: keys.join('.') });

/** Values of an object and of the objects in it. A list of objects is one of them, or stands apart. */
function flatten(
  fields: readonly Shape[],
  lists: 'LISTS_APART' | 'LISTS_WITHIN',
  over?: Leaf,
): readonly Leaf[] {
  return fields.flatMap((field) => {
    const keys = [...(over?.keys ?? []), field.key];
    const label =
      over === undefined || over.label === field.label ? field.label : `${over.label}・${field.label}`;
    const leaf = { field, keys, label };
    if (field.fields === null || field.isList) return [leaf];
    return flatten(field.fields, lists, leaf);
  });
}

const valueAt = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );

function cellAt({ field, keys }: Leaf, value: unknown, at: Path, whyEmpty: WhyEmpty): Cell {
  const found = valueAt(value, keys);
  return typeof found === 'number' ? found : textOf(field, found, [...at, ...keys], whyEmpty);
}

const marked = (why: string): string => `〔${why}〕`;

/** A value as a cell; of a list, with what is in it one after the other. */
function textOf(field: Shape, value: unknown, path: Path, whyEmpty: WhyEmpty): string {
  if (value === null || value === undefined) {
    const why = whyEmpty(path);
    return why === null ? '' : marked(why);
  }
  if (Array.isArray(value))
    return value.map((one, index) => textOf(field, one, [...path, index], whyEmpty)).join('; ');
  if (field.isInstant && typeof value === 'string') return withJapanOffset(value);
  if (field.fields === null || typeof value !== 'object') return String(value);
  return field.fields
    .map((below) => textOf(below, valueAt(value, [below.key]), [...path, below.key], whyEmpty))
    .filter((text) => text !== '')
    .join(' ');
}
