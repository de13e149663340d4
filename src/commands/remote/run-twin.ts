import type { GraphQLSchema } from 'graphql';
import { newId } from '../../individual-number/new-id.js';
import { GatewayError } from '../../errors/gateway-error.js';
import type { CommandContext } from '../context.js';
import { readTokenFile, type TokenFlags } from '../token-file.js';
import { blocksOf, whyEmptyIn } from './answer-blocks.js';
import { shapeOf } from './answer-shape.js';
import { askGateway, NoAnswer, readGatewayUrl, type Asking } from './ask-gateway.js';
import type { AskedValue } from './asked-values.js';
import type { Operation } from './catalogue.js';
import { helpWith } from './fault-help.js';
import { keyPath } from './flags.js';
import type { GatewayAnswer } from './gateway-answer.js';
import { printCsv, printJson, printTables } from './print-blocks.js';
import { readVariables } from './read-variables.js';
import { userErrorsOf } from './user-errors.js';
import type { Twin } from './twin.js';

/** Exit codes of a command that asks the gateway: it said that it did not, and why; or it refused, failed, was silent. */
export const NOT_DONE = 3;
const REFUSED = 1;

export const FORMATS = ['table', 'json', 'csv'] as const;

export interface TwinFlags extends TokenFlags {
  readonly format: (typeof FORMATS)[number];
  readonly url?: string;
  readonly purpose?: string;
  readonly case?: string;
  readonly key?: string;
}

export interface RunningTwin {
  readonly twin: Twin;
  readonly operation: Operation;
  readonly asked: readonly AskedValue[];
  readonly schema: GraphQLSchema;
}

/** Asks the gateway in the name of whoever runs the command, and prints what it says. */
export async function runTwin(
  running: RunningTwin,
  typed: ReadonlyMap<string, unknown>,
  flags: TwinFlags,
  context: CommandContext,
): Promise<void> {
  const { twin, operation, asked } = running;
  if (flags.format === 'csv' && twin.csv !== true) throw noFile();
  const asking = askingOf(twin, flags, context);
  const key = keyOf(asked, flags, context);
  const variables = readVariables(twin, asked, new Map([...typed, ...key]));
  try {
    const answer = await askGateway(asking, { query: operation.text, variables });
    print(running, answer, flags.format, context);
    tell(answer, context);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    context.warn(operation.isMutation ? OUTCOME_UNKNOWN : SILENT);
    context.exitCode(REFUSED);
  }
}

const SILENT =
  'ゲートウェイから応答がありません。--url、ネットワーク、証明書を確かめてください。 / The gateway does not answer. Check --url, the network and its certificate.';
const OUTCOME_UNKNOWN =
  'ゲートウェイから応答がなく、行われたかどうかは分かりません。同じ --key で、もう一度実行してください。二度行われることはありません。 / The gateway does not answer, and nobody knows whether it was done. Run the same again with the same --key: it is not done twice.';

function askingOf(twin: Twin, flags: TwinFlags, context: CommandContext): Asking {
  const settings = context.settings();
  const token = flags.tokenFile === undefined ? settings.token : readTokenFile(flags.tokenFile);
  if (token === null)
    throw new GatewayError('UNAUTHENTICATED', {
      ja: '本人のトークンが必要です。ファイルで --token-file に指定するか、SEKISHO_TOKEN に設定してください。',
      en: 'Your token is needed: name its file with --token-file, or set SEKISHO_TOKEN (demo: npx sekisho token ACCOUNT).',
    });
  const host = /^(0\.0\.0\.0|::)$/.test(settings.host) ? '127.0.0.1' : settings.host;
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}/graphql`;
  return {
    ...{ token, caseNumber: flags.case ?? null, purpose: flags.purpose ?? twin.purpose },
    // The machine's own address needs no judging: what is sent there does not leave it.
    url: flags.url === undefined ? new URL(own) : readGatewayUrl(flags.url),
  };
}

/** Made once and shown before anything is sent: after a silence, whoever acts can say the same again. */
function keyOf(
  asked: readonly AskedValue[],
  { key = newId() }: TwinFlags,
  context: CommandContext,
): readonly (readonly [string, string])[] {
  const path = keyPath(asked);
  if (path === null) return [];
  context.warn(`受付キー / key: ${key}`);
  return [[path, key]];
}

function print(
  { operation, schema }: RunningTwin,
  answer: GatewayAnswer,
  format: TwinFlags['format'],
  context: CommandContext,
): void {
  if (format === 'json') {
    const { data, faults, faultsNotTold, withheld, setAside, warnings, record } = answer;
    context.print(printJson({ record, data, withheld, setAside, warnings, faults, faultsNotTold }));
  }
  if (format === 'json' || answer.data === null) return;
  const all = blocksOf(shapeOf(operation, schema), answer.data, whyEmptyIn(answer));
  // Told on standard error, with the exit code.
  const blocks = all.filter(({ title }) => !title.path.endsWith('userErrors'));
  if (format === 'csv') context.print(printCsv(blocks));
  else for (const line of printTables(blocks)) context.print(line);
}

/** What the gateway says beside the data, on standard error, and the exit code that it comes to. */
function tell(answer: GatewayAnswer, context: CommandContext): void {
  const { warn } = context;
  const places = [...answer.withheld, ...answer.setAside];
  const marks = new Map(places.map(({ reason, ja, en }) => [reason, `${ja} / ${en}`]));
  for (const [reason, text] of marks) warn(`〔${reason}〕 ${text}`);
  for (const { ja, en } of answer.warnings) warn(`${ja} / ${en}`);
  for (const { code, ja, en } of answer.faults) warn(`${code}: ${ja} / ${en}`);
  if (answer.faultsNotTold > 0) warn(notTold(answer.faultsNotTold));
  const undone = userErrorsOf(answer.data);
  for (const { code, ja, en } of undone) warn(`${code === null ? '' : `${code}: `}${ja} / ${en}`);
  for (const text of helpWith([...answer.faults, ...undone])) warn(text);
  if (answer.record !== null) warn(`記録 / record: ${answer.record}`);
  if (answer.faults.length > 0) context.exitCode(REFUSED);
  else if (undone.length > 0) context.exitCode(NOT_DONE);
}

const notTold = (count: number): string =>
  `ほかに ${count} 件の項目が取得できませんでした。空欄は、登録がないことを意味しません。 / ${count} more could not be read: an empty cell does not mean that nothing is registered.`;

function noFile(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    ja: 'CSV にできるのは、人(職員を含む)に関する行のない一覧だけです。--format table か json を使ってください。',
    en: 'Only what holds no person, of the staff or the residents, may be written as CSV. Use --format table or json.',
  });
}
