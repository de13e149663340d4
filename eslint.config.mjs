import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way (docs: the house): each row says that `target` may not import from `from`, but for
 * `except` (relative to `from`). `test/architecture/house.test.ts` holds the same rules without a linter.
 */
const ENTRY = ['./src/main.ts', './src/cli.ts'];
const SYSTEMS = readdirSync(join(import.meta.dirname, 'adapters'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'legacy')
  .map((entry) => entry.name);
const directions = [
  // Leaves know nobody above them.
  { target: './src/errors', from: './src', except: ['./errors'], message: 'errors are leaves' },
  { target: './src/policy/terms.ts', from: './src', message: 'terms are a leaf' },
  { target: './src/individual-number/sealed.ts', from: './src', message: 'sealed values are a leaf' },
  // Nobody imports an entry point, and only entry points and commands know the commands.
  {
    target: ['./src', './schema', './adapters'],
    from: ENTRY,
    message: 'entry points are imported by nobody',
  },
  {
    target: ['./src/!(commands)/**', './schema', './adapters'],
    from: './src/commands',
    message: 'commands stand at the top',
  },
  // The page's way in is an entrance like the web's: it uses that, and only what opens the gateway uses it.
  {
    target: ['./src/!(commands|gateway|console)/**'],
    from: './src/console',
    message: 'the console is used by what opens it',
  },
  // Rooms below the gateway do not know it, nor the web, nor the schema.
  {
    target: ['./src/!(commands|gateway|http|console)/**'],
    from: ['./src/gateway', './src/http', './schema'],
    message: 'rooms do not know who uses them',
  },
  {
    target:
      './src/{text,individual-number,calendar,database,json,paging,sources,shared-state,policy,guard,audit,staff,identity,log,config,linkage}/**',
    from: './src/loaders',
    message: 'loaders stand above',
  },
  // Schema reaches data through loaders only.
  ...SYSTEMS.map((system) => ({
    target: './schema',
    from: `./adapters/${system}`,
    except: ['./model.ts'],
    message: 'schema reaches data through loaders; it may use the types of model.ts',
  })),
  // Adapters see their contract, errors, sealed values and legacy decoding.
  {
    target: './adapters',
    from: './src',
    except: [
      './errors',
      './individual-number/sealed.ts',
      './individual-number/check-digit.ts',
      './individual-number/digits.ts',
      './calendar',
      './collections',
      './database',
      './background',
      './json',
      './text',
    ],
    message: 'adapters see their contract and errors only',
  },
  { target: './adapters', from: './schema', message: 'adapters do not know the graph' },
  ...SYSTEMS.flatMap((system) =>
    SYSTEMS.filter((other) => other !== system).map((other) => ({
      target: `./adapters/${system}`,
      from: `./adapters/${other}`,
      except: ['./model.ts'],
      message: 'one system does not know another',
    })),
  ),
  // The verifier must not share the writer's mistakes.
  {
    target: './src/audit/verify',
    from: './src',
    except: ['./audit/verify', './audit/format', './audit/record'],
    message: 'the verifier shares no code with the writer but the format',
  },
];

/** The page knows the gateway by its graph alone, and a screen knows no other. */
const SCREENS = readdirSync(join(import.meta.dirname, 'console/src/screens'));
const ofThePage = [
  {
    target: './console',
    from: ['./src', './schema', './adapters'],
    message: 'the page asks the public graph',
  },
  {
    target: ['./src', './schema', './adapters'],
    from: './console',
    message: 'the gateway does not know its page',
  },
  ...SCREENS.map((screen) => ({
    target: `./console/src/screens/${screen}`,
    from: './console/src/screens',
    except: [`./${screen}`],
    message: 'a screen knows no other screen',
  })),
  {
    target: './console/src/{graph,session,words,parts,dads}',
    from: ['./console/src/app', './console/src/screens'],
    message: 'what screens are made of does not know them',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'var/',
      'coverage/',
      'console/dist/',
      'console/dist-graphiql/',
      '**/*.js',
      '**/*.cjs',
      '**/*.generated.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['./test/tsconfig.json', './console/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      // `== null` asks for null and undefined at once, which is what is meant.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // Three by custom; a GraphQL resolver has four.
      'max-params': ['error', 4],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Decorated classes carry a schema type or an entity, and need no instance member.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // 全角空白 is a letter like another in a Japanese text.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'PrivateIdentifier',
          message: 'Members are private by `private`: parameter properties know no #.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale/][arguments.length=0]',
          message: 'Say in which language: that of the browser is not that of the page.',
        },
        {
          selector: 'VariableDeclarator[init.callee.name="useAsk"] > ObjectPattern',
          message:
            'Data without its faults shows a question that failed as an empty list: keep all, draw it in <Answered>.',
        },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...directions, ...ofThePage] },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'schema/**/*.ts', 'adapters/**/*.ts', 'console/src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only main.ts and cli.ts read the environment.' },
        { object: 'process', property: 'argv', message: 'Only main.ts and cli.ts read the arguments.' },
      ],
    },
  },
  {
    files: ['console/src/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.strict,
    plugins: { ...jsxA11y.flatConfigs.strict.plugins, 'react-hooks': reactHooks },
    rules: { ...jsxA11y.flatConfigs.strict.rules, ...reactHooks.configs.recommended.rules },
  },
  { files: ['src/main.ts', 'src/cli.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The parameters of a decorated resolver are the arguments of its field.
  { files: ['schema/**/*.ts'], rules: { 'max-params': 'off' } },
  // Called for every field of every row: an options object each would be the cost of the log.
  { files: ['src/audit/record/access-trace.ts'], rules: { 'max-params': 'off' } },
  // Tools beside the tests run as they stand, with what Node offers.
  { files: ['**/*.mjs'], rules: { 'no-undef': 'off' } },
  // Lists of data are as long as what they list.
  { files: ['**/*-data.ts'], rules: { 'max-lines': 'off' } },
  { files: ['test/**/*.ts'], rules: { 'max-params': 'off' } },
);
