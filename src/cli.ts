#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { VERSION } from './about.js';
import { auditCommands } from './commands/audit/audit.js';
import { cityCommands } from './commands/city.js';
import { coordinateLookup } from './commands/coordinate-lookup.js';
import { doctorCommand } from './commands/doctor.js';
import { documentsCommands } from './commands/documents.js';
import { mockCommand } from './commands/mock.js';
import { policyCommands } from './commands/policy.js';
import { contextOf } from './commands/process-context.js';
import { reportError } from './commands/report-error.js';
import { schemaCommands } from './commands/schema.js';
import { serveCommand } from './commands/serve.js';
import { staffCommands } from './commands/staff.js';
import { storeCommands } from './commands/store.js';
import { tokenCommands } from './commands/token.js';

const context = contextOf(process, __dirname);

const program = new Command('sekisho')
  .description('関所: 市役所の GraphQL 統合窓口 / GraphQL gateway for a city hall')
  .version(VERSION);
serveCommand(program, context);
cityCommands(program, context);
tokenCommands(program, context);
auditCommands(program, context);
policyCommands(program, context, coordinateLookup(context.root));
schemaCommands(program, context);
documentsCommands(program, context);
storeCommands(program, context);
staffCommands(program, context);
mockCommand(program, context);
doctorCommand(program, context);

program.parseAsync(process.argv).catch((error: unknown) => reportError(error, context));
