import 'reflect-metadata';
import { heldOpen } from './background/held-open.js';
import { graphqlInProduction } from './commands/graphql-in-production.js';

/** `npm start`: what `sekisho serve` does, without the other commands. */
async function main(): Promise<void> {
  await graphqlInProduction(process.env);
  const { contextOf } = await import('./commands/process-context.js');
  const context = contextOf(process, __dirname);
  const [node = '', program = '', ...options] = process.argv;
  if (options.length > 0) {
    const { runCommand } = await import('./commands/program.js');
    return runCommand([node, program, 'serve', ...options], context);
  }
  const { serve } = await import('./commands/serve.js');
  await serve(context);
}

void heldOpen(main());
