import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources, ROOT, roomsOf, type Graph } from './sources.js';

/** docs/architecture.md: the map of the rooms. */
export const MAP_FILE = join(ROOT, 'docs', 'architecture.md');

/** One room as the map has it. */
export interface MapRow {
  readonly room: string;
  readonly purpose: string;
  readonly imports: string;
}

/** `| room | what it is for | imports |` with the room in backticks. The other tables of the page have no such head. */
const HEAD = '| room | what it is for | imports |';
const ROW = /^\| `([^`]+)` \| (.+?) \|(.*)\|$/;

/** The rows of every table of rooms, in the order of the page. */
export function readMap(text: string): readonly MapRow[] {
  const rows: MapRow[] = [];
  eachRow(text, (row) => {
    rows.push(row);
    return row.imports;
  });
  return rows;
}

/** What the third column says of a room: the rooms that it imports, `src/` left out. */
export function importsOf(room: string, rooms: Graph): string {
  return [...(rooms.get(room) ?? [])]
    .map((other) => other.replace(/^src\//, ''))
    .sort()
    .join(', ');
}

/** The page with its third column as measured. */
export function measured(text: string, rooms: Graph): string {
  return eachRow(text, ({ room }) => importsOf(room, rooms));
}

function eachRow(text: string, imports: (row: MapRow) => string): string {
  let within = false;
  return text
    .split('\n')
    .map((line) => {
      within = line === HEAD || (within && line.startsWith('|'));
      const [, room, purpose, cell = ''] = (within && ROW.exec(line)) || [];
      if (room === undefined || purpose === undefined) return line;
      const now = imports({ room, purpose, imports: cell.trim() });
      return `| \`${room}\` | ${purpose} | ${now}${now === '' ? '' : ' '}|`;
    })
    .join('\n');
}

/** `npm run map`. */
if (require.main === module)
  writeFileSync(MAP_FILE, measured(readFileSync(MAP_FILE, 'utf8'), roomsOf(readSources())));
