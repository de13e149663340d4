#!/usr/bin/env node
import 'reflect-metadata';
import { heldOpen } from './background/held-open.js';
import { graphqlInProduction } from './commands/graphql-in-production.js';

async function main(): Promise<void> {
  await graphqlInProduction(process.env);
  const { contextOf } = await import('./commands/process-context.js');
  const { runCommand } = await import('./commands/program.js');
  await runCommand(process.argv, contextOf(process, __dirname));
}

void heldOpen(main());
