import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { askedValues } from '../../../../src/commands/remote/asked-values.js';
import { blocksOf } from '../../../../src/commands/remote/answer-blocks.js';
import { shapeOf, type Shape } from '../../../../src/commands/remote/answer-shape.js';
import { readCatalogue, type Operation } from '../../../../src/commands/remote/catalogue.js';
import { keyPath } from '../../../../src/commands/remote/flags.js';
import { printCsv, printJson, printTables } from '../../../../src/commands/remote/print-blocks.js';
import { TWIN_GROUPS, TWINS } from '../../../../src/commands/remote/twins-data.js';
import { ROOT } from '../../../architecture/sources.js';

/**
 * What a command asks the gateway it prints (K7), and what it may not ask it does not. The list of operations is that of
 * the build (`console/documents.json`).
 */
const catalogue = readCatalogue(ROOT);
if (catalogue === null) throw new Error('npm run build has not been run');
const { schema, operations } = catalogue;
const operationOf = (name: string): Operation => {
  const found = operations.get(name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};
const named = TWINS.map((twin) => [twin.name, twin] as const);

/** A value of an answer, and what a table and CSV show of it. */
interface Filling {
  readonly value: string;
  readonly shown: string;
}

/** Something in every place of an answer, and no two the same. */
function filled(shape: readonly Shape[], leaves: Filling[]): Record<string, unknown> {
  const one = (field: Shape): unknown => {
    if (field.fields !== null) return filled(field.fields, leaves);
    const leaf = field.isInstant ? instant(leaves.length) : word(leaves.length);
    leaves.push(leaf);
    return leaf.value;
  };
  return Object.fromEntries(
    shape.map((field) => [field.key, field.isList ? [one(field), one(field)] : one(field)]),
  );
}

const word = (at: number): Filling => ({ value: `leaf-${at}-`, shown: `leaf-${at}-` });

/** Late in the evening, when it is the next day in Japan. */
function instant(at: number): Filling {
  const fraction = String(at).padStart(3, '0');
  return { value: `2023-06-26T20:00:00.${fraction}Z`, shown: `2023-06-27T05:00:00.${fraction}+09:00` };
}

describe.each(named)('%s', (_name, twin) => {
  const operation = operationOf(twin.operation);
  const asked = askedValues(operation, schema);

  test('prints every value that it asks for', () => {
    const shape = shapeOf(operation, schema);
    const leaves: Filling[] = [];
    const data = filled(shape, leaves);
    const blocks = blocksOf(shape, data, () => null);
    expect(leaves.length).toBeGreaterThan(0);
    for (const printed of [printTables(blocks).join('\n'), printCsv(blocks)])
      expect(leaves.filter(({ shown }) => !printed.includes(shown))).toEqual([]);
    expect(leaves.filter(({ value }) => !printJson(data).includes(value))).toEqual([]);
  });

  test('says where anything is closed, wherever it is', () => {
    const shape = shapeOf(operation, schema);
    const empty = Object.fromEntries(shape.map(({ key, isList }) => [key, isList ? [{}] : {}]));
    const blocks = blocksOf(shape, empty, () => 'PURPOSE');
    for (const cell of blocks.flatMap(({ rows }) => rows.flat())) expect(cell).toBe('〔PURPOSE〕');
  });

  test('neither takes nor shows an individual number', () => {
    expect(asked.filter(({ type }) => type === 'IndividualNumberInput')).toEqual([]);
    const types = new TypeInfo(schema);
    const seen: string[] = [];
    visit(
      operation.document,
      visitWithTypeInfo(types, { Field: () => void seen.push(types.getParentType()?.name ?? '') }),
    );
    expect(seen).not.toContain('IndividualNumber');
  });

  test('names variables that are there, and leaves no decision to what was not typed', () => {
    const paths = asked.map(({ path }) => path);
    const told = [
      ...(twin.places ?? []),
      ...Object.keys(twin.fixed ?? {}),
      ...Object.keys(twin.otherwise ?? {}),
    ];
    expect(told.filter((path) => !paths.includes(path))).toEqual([]);
    if (!operation.isMutation) return;
    expect(keyPath(asked)).not.toBeNull();
    const untold = asked.filter(({ type, isRequired }) => type === 'Boolean' && isRequired);
    expect(untold.map(({ path }) => path).filter((path) => twin.fixed?.[path] === undefined)).toEqual([]);
  });

  const NAMES_SOMEBODY = /^(account|accounts|personId|atenaNumber|subject|persons|reviewer|resident|roster)$/;
  test('may be a file only where it names nobody', () => {
    if (twin.csv !== true) return;
    const types = new TypeInfo(schema);
    const seen = new Set<string>();
    visit(
      operation.document,
      visitWithTypeInfo(types, {
        Field: ({ name }) => {
          const directive = types
            .getFieldDef()
            ?.astNode?.directives?.find((one) => one.name.value === 'classified');
          const as = directive?.arguments?.find((one) => one.name.value === 'as')?.value;
          seen.add(as?.kind === Kind.ENUM ? as.value : 'unclassified');
          expect(name.value).not.toMatch(NAMES_SOMEBODY);
        },
      }),
    );
    const ofNobody = new Set(['PUBLIC', 'STATISTICS', 'STAFF', 'DIRECTORY', 'AUDIT']);
    expect([...seen].filter((one) => !ofNobody.has(one))).toEqual([]);
  });
});

test('each name is of one command, and each group of some', () => {
  const names = TWINS.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const groups = new Set(names.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]));
  expect([...groups].sort()).toEqual(Object.keys(TWIN_GROUPS).sort());
});

const operationsIn = (file: string): readonly string[] =>
  parse(readFileSync(file, 'utf8')).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? ''] : [],
  );

/** Screens whose operations are no queue and no report, each with what it is. */
const NO_REPORT: Readonly<Record<string, string>> = {
  AuditToday: 'choices of a form',
  RecallChoices: 'choices of a form',
  StatisticsChoices: 'choices of a form',
  RowsToAskBy: 'choices of a form',
  RowsToProvideBy: 'choices of a form',
  BodiesNamed: 'choices of a form',
  VaccineNames: 'names beside codes',
  RequestInformation: 'an act about somebody on the screen',
  RestrictionsOf: 'somebody on the screen',
  PersonActedOn: 'somebody on the screen',
  SetNonDisclosure: 'an act about somebody on the screen',
  GrantMenu: 'an act of administration',
  RevokeGrant: 'an act of administration',
  RenewCredential: 'an act of administration',
  RecordTraining: 'an act of administration',
  RecordPledge: 'an act of administration',
  EndAccount: 'an act of administration',
  EndSession: 'an act of administration',
  CreateAccount: 'an act of administration',
  AssignDepartment: 'an act of administration',
  AppointOffice: 'an act of administration',
  DelegateOffice: 'an act of administration',
  EndOffice: 'an act of administration',
  RegisterContract: 'an act of administration',
  CompleteContract: 'an act of administration',
  EndContract: 'an act of administration',
  AddRosterLine: 'an act of administration',
  RemoveRosterLine: 'an act of administration',
  AllowMoreUsers: 'an act of administration',
  NamesOfPurposes: 'names beside the list of cases',
  CloseCase: 'an act at the counter',
  WithdrawConsent: 'an act at the counter',
  CoverageTiles: 'a view of the tables of coverage',
  NewestCoverage: 'a view of the tables of coverage',
  CoverageOfYears: 'a view of the tables of coverage',
};

test('every queue and report of the standing screens has a command', () => {
  const screens = join(ROOT, 'console', 'src', 'screens');
  const standing = [
    'home',
    'cases',
    'linkage',
    'recall',
    'changes',
    'reconciliation',
    'audit',
    'disclosure',
    'statistics',
    'administration',
  ];
  const all = standing.flatMap((screen) => operationsIn(join(screens, screen, 'operations.graphql')));
  const sent = new Set(TWINS.map(({ operation }) => operation));
  expect(all.filter((name) => !sent.has(name) && !Object.hasOwn(NO_REPORT, name))).toEqual([]);
  expect(Object.keys(NO_REPORT).filter((name) => !all.includes(name))).toEqual([]);
});

test('an operation of its own is one that no screen has, and some command sends', () => {
  const console = join(ROOT, 'console', 'src');
  const files = readdirSync(console, { recursive: true, encoding: 'utf8' });
  const ofScreens = files
    .filter((file) => file.endsWith('operations.graphql'))
    .flatMap((file) => operationsIn(join(console, file)));
  const own = operationsIn(join(ROOT, 'src', 'commands', 'remote', 'operations.graphql'));
  expect(own.filter((name) => ofScreens.includes(name))).toEqual([]);
  expect(own.filter((name) => !TWINS.some(({ operation }) => operation === name))).toEqual([]);
});

describe('docs/commands.md', () => {
  const page = readFileSync(join(ROOT, 'docs', 'commands.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `sekisho '));

  test('has a row for each, as the program has it', () => {
    const expected = TWINS.map(({ name, ja, en, operation, purpose, csv }) => {
      const file = csv === true ? 'csv' : '–';
      return `| \`sekisho ${name}\` | ${ja} / ${en} | \`${operation}\` | ${purpose ?? '–'} | ${file} |`;
    });
    expect(rows).toEqual(expected);
  });
});
