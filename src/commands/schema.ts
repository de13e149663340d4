import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from './context.js';

/**
 * `sekisho schema print`: the committed SDL with every classification, as the gateway serves it (a test
 * compares them).
 */
export function schemaCommands(program: Command, context: CommandContext): void {
  const schema = program.command('schema').description('GraphQL スキーマ / The GraphQL schema');
  schema
    .command('print')
    .description('スキーマを SDL で表示する / Print the schema as SDL')
    .action(() =>
      context.print(readFileSync(join(context.root, 'schema', 'schema.graphql'), 'utf8').trimEnd()),
    );
}
