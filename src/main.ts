import 'reflect-metadata';
import { heldOpen } from './background/held-open.js';
import { graphqlInProduction } from './commands/graphql-in-production.js';

/** `npm start`: what `sekisho serve` does, without the other commands. */
async function main(): Promise<void> {
  await graphqlInProduction(process.env);
  const { contextOf } = await import('./commands/process-context.js');
  const { reportError } = await import('./commands/report-error.js');
  const { serve } = await import('./commands/serve.js');
  const context = contextOf(process, __dirname);
  await serve(context).catch((error: unknown) => reportError(error, context));
}

void heldOpen(main());
