import { Option, type Command } from 'commander';
import { GatewayError } from '../../errors/gateway-error.js';
import { PURPOSES } from '../../policy/terms.js';
import type { CommandContext } from '../context.js';
import { withTokenFile } from '../token-file.js';
import { askedValues } from './asked-values.js';
import { readCatalogue, type Catalogue } from './catalogue.js';
import { flagsOf, keyPath } from './flags.js';
import { typedValues } from './read-variables.js';
import { FORMATS, runTwin, type TwinFlags } from './run-twin.js';
import type { Twin } from './twin.js';
import { TWIN_GROUPS, TWINS } from './twins-data.js';

/** `sekisho NAME …`: the twins of one group, or the one that stands alone. */
export const remoteCommands =
  (first: string) =>
  (program: Command, context: CommandContext): void => {
    const catalogue = catalogueOf(context);
    const says = TWIN_GROUPS[first];
    const group =
      says === undefined ? program : program.command(first).description(`${says[0]} / ${says[1]}`);
    for (const twin of TWINS.filter(({ name }) => name.split(' ')[0] === first))
      addTwin(group, twin, catalogue, context);
  };

/** The schema is read once, however many groups a program has. */
const catalogues = new WeakMap<CommandContext, Catalogue | null>();
function catalogueOf(context: CommandContext): Catalogue | null {
  const known = catalogues.get(context);
  if (known !== undefined) return known;
  const read = readCatalogue(context.root);
  catalogues.set(context, read);
  return read;
}

function addTwin(group: Command, twin: Twin, catalogue: Catalogue | null, context: CommandContext): void {
  const command = withTokenFile(group.command(twin.name.split(' ').at(-1) ?? '')).description(
    `${twin.ja} / ${twin.en}`,
  );
  const operation = catalogue?.operations.get(twin.operation);
  if (catalogue === null || operation === undefined) {
    command.allowUnknownOption().allowExcessArguments().action(notBuilt);
    return;
  }
  const { schema } = catalogue;
  const asked = askedValues(operation, schema);
  const flags = flagsOf(twin, asked);
  for (const { argument } of flags.places) command.addArgument(argument);
  for (const { option } of flags.options) command.addOption(option);
  for (const option of commonOptions(twin, keyPath(asked) !== null)) command.addOption(option);
  command.action((...given: readonly unknown[]) => {
    const options = given[flags.places.length] as TwinFlags & Readonly<Record<string, unknown>>;
    return runTwin(
      ...([
        { twin, operation, asked, schema },
        typedValues(flags, given, options),
        options,
        context,
      ] as const),
    );
  });
}

function commonOptions({ purpose }: Twin, acts: boolean): readonly Option[] {
  const purposes = new Option('--purpose <purpose>', '利用目的 / purpose of use').choices([...PURPOSES]);
  return [
    purpose === null ? purposes : purposes.default(purpose),
    new Option('--case <number>', '案件番号 / case number'),
    new Option(
      '--format <format>',
      '出力の形式。csv は人の載らないものだけ / form of the output; csv only where nobody is named',
    )
      .choices([...FORMATS])
      .default('table'),
    new Option(
      '--url <url>',
      'ゲートウェイ。省略すると、この端末の設定のもの / the gateway, where it is not the one of this machine’s settings',
    ),
    ...(acts
      ? [
          new Option(
            '--key <key>',
            '受付キー。応答がなかったとき、前に表示されたものを指定する / key of the act; after a silence, the one that was printed',
          ),
        ]
      : []),
  ];
}

function notBuilt(): never {
  throw new GatewayError('INTERNAL', {
    ja: '画面と共用する操作の一覧(console/documents.json)がありません。npm run build を実行してください。',
    en: 'The list of operations that the commands share with the page (console/documents.json) is not there. Run npm run build.',
  });
}
