import 'reflect-metadata';
import { installationRoot } from './commands/installation-root.js';
import { processContext } from './commands/process-context.js';
import { reportError } from './commands/report-error.js';
import { serve } from './commands/serve.js';

/** `npm start`. */
const context = processContext({
  env: process.env,
  cwd: process.cwd(),
  root: installationRoot(__dirname),
  stdout: process.stdout,
  stderr: process.stderr,
  exitCode: (code) => {
    process.exitCode = code;
  },
});

serve(context).catch((error: unknown) => reportError(error, context));
