import ts from 'typescript';
import { filesOf, findCycle, readSources, roomsOf, visit, type Import, type Source } from './sources.js';

const sources = readSources();

/** Where in the sources `see` finds something, as `path:line`. */
function where(
  see: (node: ts.Node, source: Source) => boolean,
  among: readonly Source[] = sources,
): readonly string[] {
  return among.flatMap((source) => {
    const found: string[] = [];
    visit(source.tree, (node) => {
      if (see(node, source))
        found.push(`${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    });
    return found;
  });
}

/** Imports that break a direction: out of `from`, into `into`, but for `except`. */
function breaches(
  from: RegExp,
  into: RegExp,
  except: (target: Import) => boolean = () => false,
): readonly string[] {
  return sources
    .filter((source) => from.test(source.path))
    .flatMap((source) =>
      source.imports
        .filter((item) => into.test(item.target) && !from.test(item.target) && !except(item))
        .map((item) => `${source.path} -> ${item.target}`),
    );
}

const LEAVES = /^src\/(policy\/terms|individual-number\/sealed|about)\.ts$/;
const SYSTEM = /^adapters\/(?!legacy\/)[^/]+\//;

test('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(200);
});

describe('imports run one way', () => {
  test('errors and leaves know nobody above them', () => {
    expect(breaches(/^src\/errors\//, /^(src|schema|adapters)\//)).toEqual([]);
    expect(breaches(LEAVES, /^(src|schema|adapters)\//)).toEqual([]);
  });

  test('schema reaches data through loaders, and only types of an adapter through its model', () => {
    expect(breaches(/^schema\//, SYSTEM, (i) => /\/model\.ts$/.test(i.target) && i.typeOnly)).toEqual([]);
    expect(breaches(/^schema\//, /^adapters\/(database|batch|decoder|driver-error)\.ts$/)).toEqual([]);
  });

  test('adapters see their contract and the rooms on the ground', () => {
    const ground =
      /^src\/(errors|background|calendar|collections|database|json|text)\/|^src\/individual-number\/(sealed|check-digit|digits)\.ts$/;
    expect(breaches(/^adapters\//, /^(src|schema)\//, (i) => ground.test(i.target))).toEqual([]);
  });

  test('one system does not know another, but for the types of its model', () => {
    const systems = new Set(sources.flatMap((source) => SYSTEM.exec(source.path)?.[0] ?? []));
    expect(systems.size).toBeGreaterThanOrEqual(3);
    for (const system of systems)
      expect(
        breaches(new RegExp(`^${system}`), SYSTEM, (i) => /\/model\.ts$/.test(i.target) && i.typeOnly),
      ).toEqual([]);
  });

  test('what works on the vaccination record system knows health management beside it, and no other system (R025)', () => {
    const others = /^adapters\/(?!legacy\/|vaccination-record-system\/|health-management\/)[^/]+\//;
    expect(breaches(/^src\/vaccination-record\//, others)).toEqual([]);
  });

  test('rooms do not know who uses them', () => {
    expect(
      breaches(
        /^src\/(?!commands\/|http\/|gateway\/|console\/|main\.ts|cli\.ts)/,
        /^src\/(commands|http|gateway)\//,
      ),
    ).toEqual([]);
    expect(breaches(/^src\/(?!commands\/|http\/|gateway\/|console\/|main\.ts|cli\.ts)/, /^schema\//)).toEqual(
      [],
    );
    expect(
      breaches(/^(src\/(?!commands\/|main\.ts|cli\.ts)|schema\/|adapters\/)/, /^src\/commands\//),
    ).toEqual([]);
    expect(breaches(/./, /^src\/(main|cli)\.ts$/)).toEqual([]);
  });

  test('the rooms on the ground know no domain', () => {
    const ground =
      /^src\/(text|individual-number|calendar|database|files|json|paging|background|errors|log)\//;
    const above =
      /^src\/(policy|guard|audit|staff|identity|linkage|loaders|request|review|disclosure|sources|vaccination-record)\//;
    expect(breaches(ground, above)).toEqual([]);
  });

  test('the verifier shares no code with the writer but the format', () => {
    const format = /^src\/audit\/(format|record)\//;
    expect(
      breaches(/^src\/audit\/verify\//, /^(src|schema|adapters)\//, (i) => format.test(i.target)),
    ).toEqual([]);
  });

  test('no files import each other round about, types counted', () => {
    expect(findCycle(filesOf(sources))).toBeNull();
  });

  test('no rooms import each other round about', () => {
    expect(findCycle(roomsOf(sources))).toBeNull();
  });

  test('nothing lies loose beside the rooms but the two entry points and what the program is called', () => {
    const loose = sources.map(({ path }) => path).filter((path) => /^src\/[^/]+$/.test(path));
    expect(loose.sort()).toEqual(['src/about.ts', 'src/cli.ts', 'src/main.ts']);
  });

  test('there is no barrel and no computed import', () => {
    expect(
      sources.filter((source) => /(^|\/)index\.tsx?$/.test(source.path)).map((source) => source.path),
    ).toEqual([]);
    const passedOn = sources.flatMap((s) =>
      s.imports.filter((i) => i.passedOn && /^(src|schema|adapters)\//.test(i.target)).map(() => s.path),
    );
    expect(passedOn).toEqual([]);
    expect(
      sources.filter((s) => s.imports.some((i) => i.target === '(computed)')).map((s) => s.path),
    ).toEqual([]);
  });
});

describe('what may not be written', () => {
  test('no any', () => {
    expect(where((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
  });

  test('no comment that silences the compiler or the linter', () => {
    const silencers = /@ts-(ignore|expect-error|nocheck)|eslint-disable/;
    expect(sources.filter((source) => silencers.test(source.text)).map((source) => source.path)).toEqual([]);
  });

  test('no simple resolver, which would run past the guards of type-graphql', () => {
    const names = new Set(['simple', 'simpleResolvers']);
    expect(where((node) => ts.isPropertyAssignment(node) && names.has(node.name.getText()))).toEqual([]);
  });

  test('a sealed value is opened by the guard and by the system it belongs to, and by nobody else', () => {
    const allowed =
      /^(src\/(guard|individual-number)\/|adapters\/(address-name|intermediate-server|vaccination-record-system)\/)/;
    const openers = sources.filter((source) =>
      source.imports.some(
        (i) =>
          i.target === 'src/individual-number/sealed.ts' &&
          (i.names.includes('openSealed') || i.names.includes('*')),
      ),
    );
    expect(openers.map((source) => source.path).filter((path) => !allowed.test(path))).toEqual([]);
    expect(openers.length).toBeGreaterThan(0);
  });

  test('environment and arguments are read by the two entry points alone', () => {
    const among = sources.filter((source) => !/^src\/(main|cli)\.ts$/.test(source.path));
    const read = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) &&
      node.expression.getText() === 'process' &&
      ['env', 'argv'].includes(node.name.text);
    expect(where(read, among)).toEqual([]);
    const imported = among.filter((s) =>
      s.imports.some((i) => /^(node:)?process$/.test(i.target) && /env|argv|\*/.test(i.names.join())),
    );
    expect(imported.map((s) => s.path)).toEqual([]);
  });

  test('nothing is written to the console', () => {
    expect(
      where((node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console'),
    ).toEqual([]);
  });

  test('tables are made and changed by migrations, by stand-ins and by nobody else', () => {
    const among = sources.filter((s) => !/-migrations\.ts$|^src\/(city|mock)\//.test(s.path));
    expect(among.filter((s) => /\b(CREATE|ALTER|DROP) TABLE\b/i.test(s.text)).map((s) => s.path)).toEqual([]);
    const migrations = sources.filter((s) => /-migrations\.ts$/.test(s.path)).map((s) => s.path);
    expect(migrations.length).toBeGreaterThan(3);
  });

  test('TypeORM never changes tables by what it believes of them', () => {
    const names = new Set(['synchronize', 'dropSchema', 'migrationsRun']);
    const named = (node: ts.Node): boolean =>
      ((ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
        names.has(node.name.getText().replace(/['"]/g, ''))) ||
      (ts.isPropertyAccessExpression(node) && names.has(node.name.text));
    expect(where(named)).toEqual([]);
  });

  test('no file is over 300 lines, but for lists of data', () => {
    const long = sources.filter((s) => !s.path.endsWith('-data.ts') && s.text.split('\n').length > 301);
    expect(long.map((source) => source.path)).toEqual([]);
  });
});
