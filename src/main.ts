import 'reflect-metadata';
import { contextOf } from './commands/process-context.js';
import { reportError } from './commands/report-error.js';
import { serve } from './commands/serve.js';

/** `npm start`: what `sekisho serve` does, without the other commands. */
const context = contextOf(process, __dirname);

serve(context).catch((error: unknown) => reportError(error, context));
