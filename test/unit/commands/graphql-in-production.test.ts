import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { instanceOf } from 'graphql/jsutils/instanceOf.js';
import { ROOT } from '../../support/gateway.js';

/** Another release of the package, as graphql-js takes it for one outside production, and throws. */
const program = `
  require('reflect-metadata');
  const { graphqlInProduction } = require(${JSON.stringify(join(ROOT, 'src/commands/graphql-in-production.ts'))});
  graphqlInProduction(process.env).then(() => {
    const { isSchema } = require('graphql');
    const other = { get [Symbol.toStringTag]() { return 'GraphQLSchema'; } };
    process.stdout.write(JSON.stringify([isSchema(other), process.env.NODE_ENV ?? null]));
  });
`;

test.each([null, 'production', 'test'])(
  'graphql-js runs as in production, and NODE_ENV stays %s for everybody else',
  (given) => {
    const { NODE_ENV: _, ...env } = process.env;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', join(ROOT, 'test/support/ts-hook.cjs'), '-e', program],
      { env: { ...env, ...(given !== null && { NODE_ENV: given }) }, encoding: 'utf8' },
    );
    expect([stderr, JSON.parse(stdout)]).toEqual(['', [false, given]]);
  },
);

test('so it does in the tests', () => {
  class Release {
    get [Symbol.toStringTag](): string {
      return 'Release';
    }
  }
  expect(instanceOf({ [Symbol.toStringTag]: 'Release' }, Release)).toBe(false);
});
