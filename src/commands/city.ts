import { join } from 'node:path';
import { SingleBar, Presets } from 'cli-progress';
import { Option, type Command } from 'commander';
import { buildCity, type BuildCityOptions } from '../city/build-city.js';
import { ensureCity } from '../city/ensure-city.js';
import { ExportRefused, exportCity } from '../city/export-city.js';
import type { CityManifest } from '../city/manifest.js';
import type { CommandContext } from './context.js';
import { recordCommand } from './record-command.js';
import { withTokenFile, type TokenFlags } from './token-file.js';

export type ProgressListener = NonNullable<BuildCityOptions['onProgress']>;

/**
 * Progress for people: a bar on a terminal, a line for every tenth elsewhere. `stop` leaves the terminal as
 * it was.
 */
export function cityProgress(
  context: Pick<CommandContext, 'warn'>,
  terminal: boolean,
): { listen: ProgressListener; stop(): void } {
  if (terminal) {
    const bar = new SingleBar(
      { format: 'city {step} |{bar}| {value}/{total} residents', hideCursor: true },
      Presets.shades_classic,
    );
    let started = false;
    return {
      listen(done, total, step) {
        if (!started) bar.start(total, done, { step });
        else bar.update(done, { step });
        started = true;
      },
      stop: () => bar.stop(),
    };
  }
  let tenths = 0;
  return {
    listen(done, total, step) {
      const reached = Math.floor((done * 10) / total);
      if (reached <= tenths) return;
      tenths = reached;
      context.warn(`city ${step}: ${reached * 10}% (${done}/${total} residents)`);
    },
    stop() {},
  };
}

interface ExportFlags extends TokenFlags {
  readonly out: string;
}

/** Registers `sekisho city build` and `sekisho city export`. */
export function cityCommands(program: Command, context: CommandContext): void {
  const city = program.command('city').description('内蔵の架空の市 / The embedded synthetic city');
  city
    .command('build')
    .description('架空の市を作る(すでにあれば作らない) / Build the synthetic city, unless it stands already')
    .option('--force', 'すでにあっても作り直す / build it anew even when it stands')
    .action((options: { force?: boolean }) => build(context, options.force === true));
  withTokenFile(city.command('export'))
    .description(
      '三つのシステムの表を、個人番号を除いて書き出す / Write the tables of the three systems, without any individual number',
    )
    .addOption(new Option('--format <format>', '形式 / file format').choices(['csv']).default('csv'))
    .requiredOption(
      '--out <folder>',
      '書き出し先(ないか、空であること) / folder to write to; must be absent or empty',
    )
    .action((options: ExportFlags) => extract(context, options));
}

async function build(context: CommandContext, force: boolean): Promise<void> {
  const { dataDirectory, city } = context.settings();
  const progress = cityProgress(context, process.stderr.isTTY === true);
  const make = force ? buildCity : ensureCity;
  let manifest: CityManifest;
  try {
    manifest = await make({
      root: context.root,
      directory: join(dataDirectory, 'city'),
      seed: city.seed,
      size: city.size,
      asOf: city.asOf,
      onProgress: progress.listen,
    });
  } finally {
    progress.stop();
  }
  for (const { code, residents, persons, immunizations } of manifest.municipalities) {
    context.print(`${code}: ${residents} residents, ${persons} persons, ${immunizations} immunizations`);
  }
}

async function extract(context: CommandContext, { out, tokenFile }: ExportFlags): Promise<void> {
  await recordCommand(context, { command: 'city export', tokenFile });
  try {
    const rows = await exportCity({ directory: join(context.settings().dataDirectory, 'city'), out });
    context.print(`${rows} rows`);
  } catch (error) {
    if (!(error instanceof ExportRefused)) throw error;
    context.warn(error.message);
    context.exitCode(1);
  }
}
