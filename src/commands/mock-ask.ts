import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { ExchangeRefused } from '../../adapters/intermediate-server/model.js';
import { INSTITUTION, MUNICIPALITY, NEIGHBOUR } from '../about.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError } from '../errors/source-error.js';
import { mayBeNumberForAtena } from '../individual-number/typed-text.js';
import { askAs, type AskedAs } from '../mock/intermediate/ask-as.js';
import type { CommandContext } from './context.js';

/** The bodies of the stand-in that can ask the city, with a user of theirs (docs/intermediate-server.md). */
export const BODIES = {
  kokubunji: { institution: '0220113214401700', staff: 'KB-1' },
  insurer: { institution: '0610613200100001', staff: 'HK-1' },
} as const;
export const VACCINATIONS = 'TM00000000001601';
const DEFAULT_WAIT_SECONDS = 10;

interface Options {
  readonly about: string;
  readonly as: keyof typeof BODIES;
  readonly row: string;
  readonly item: readonly string[];
  readonly url?: URL;
  readonly wait: number;
}

/** `sekisho mock intermediate ask`: another body asks the city, so that its side of an exchange can be tried. */
export function askCommand(intermediate: Command, context: CommandContext): void {
  intermediate
    .command('ask')
    .description('他の機関として小金井市に照会する / Ask the city, as another body of the network')
    .requiredOption('--about <atena>', '小金井市の宛名番号 / 宛名番号 at Koganei', readAtenaNumber)
    .option('--as <body>', 'kokubunji | insurer', readBody, 'kokubunji')
    .option('--row <row>', '項番 / row of the permission list', '16の2')
    .option('--item <code...>', '特定個人情報名コード / item codes', [VACCINATIONS])
    .option('--url <url>', '模擬サーバー / the stand-in, where it is not the one of SEKISHO_DATA', readUrl)
    .option(
      '--wait <seconds>',
      '回答を待つ秒数 / how long to wait for the answer',
      readSeconds,
      DEFAULT_WAIT_SECONDS,
    )
    .action((options: Options) => ask(options, context));
}

async function ask({ about, as, row, item, url, wait }: Options, context: CommandContext): Promise<void> {
  const { production, dataDirectory, city, intermediateUrl } = context.settings();
  if (production) throw notInProduction();
  const asked = await askAs({
    ...{ dataDirectory, city, provider: INSTITUTION, atenaNumber: about, row, items: item },
    ...BODIES[as],
    place: { directory: join(dataDirectory, 'city'), own: MUNICIPALITY, neighbour: NEIGHBOUR },
    url: url ?? intermediateUrl,
    patience: wait * 1000,
  }).catch(inWords);
  tell(asked, context);
}

function tell({ status, content }: AskedAs, { print }: CommandContext): void {
  print(`処理通番 / processing number: ${status.processingNumber}`);
  print(`状態 / state: ${status.state}`);
  if (status.refusal !== null) {
    const { code, row, article } = status.refusal;
    print(`理由 / refused: ${code} (${row}${article === null ? '' : `, ${article}`})`);
  }
  if (status.state === 'SENT')
    print(
      '小金井市の承認を待っています(provisionRequests)。 / Waits for an approval at Koganei (provisionRequests).',
    );
  if (content !== null) print(JSON.stringify(content, null, 2));
}

/** The stand-in's own words are codes; each is said with what to do. */
function inWords(error: unknown): never {
  if (error instanceof ExchangeRefused)
    throw new GatewayError('BAD_USER_INPUT', {
      en: `The stand-in refuses the call: ${error.code} (docs/intermediate-server.md, Errors).`,
      ja: `模擬サーバーが要求を断りました: ${error.code}(docs/intermediate-server.md の Errors)。`,
    });
  if (error instanceof SourceError)
    throw new GatewayError('SOURCE_UNAVAILABLE', {
      en: 'The stand-in does not answer. Start it with npm start or sekisho mock intermediate.',
      ja: '模擬サーバーが応答しません。npm start 又は sekisho mock intermediate で起動してください。',
    });
  throw error;
}

function notInProduction(): Error {
  return new GatewayError('FORBIDDEN', {
    en: 'The stand-in is not for production.',
    ja: '模擬サーバーは本番では使えません。',
  });
}

function readAtenaNumber(text: string): string {
  if (!/^\d{1,15}$/.test(text) || mayBeNumberForAtena(text))
    throw new InvalidArgumentError(
      '15桁までの数字。個人番号と読める12桁は不可 / up to 15 digits, and no individual number',
    );
  return text.padStart(15, '0');
}

function readBody(text: string): keyof typeof BODIES {
  if (Object.hasOwn(BODIES, text)) return text as keyof typeof BODIES;
  throw new InvalidArgumentError('kokubunji | insurer');
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw new InvalidArgumentError('http://127.0.0.1:4010');
  return new URL(text);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 600) throw new InvalidArgumentError('0–600');
  return seconds;
}
