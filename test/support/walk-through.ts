import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One step of a page that is walked through: who asks what, with variables that may hold placeholders ‹like this›. */
export interface Step {
  readonly name: string;
  readonly account: string;
  readonly purpose: string;
  /** `Sekisho-Case`; undefined where the step is under no case. */
  readonly caseNumber?: string;
  /** Source address of the terminal; undefined: the number-use network's. */
  readonly from?: string;
  readonly query: string;
  /** Variables as they are written, before anything is put in. */
  readonly variables: string;
}

/** A block of GraphQL whose fence names the step, and behind it, where it takes any, its variables. */
const STEP =
  /```graphql (\S+) by=(\S+) for=(\S+)(?: case=(\S+))?(?: from=(\S+))?\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g;

/** The steps of a page of `docs/`, by their names and in their order. */
export function readSteps(page: string): ReadonlyMap<string, Step> {
  const text = readFileSync(join(resolve(__dirname, '..', '..'), 'docs', page), 'utf8');
  const steps = [...text.matchAll(STEP)].map(
    ([, name = '', account = '', purpose = '', caseNumber, from, query = '', variables = '{}']) => ({
      ...{ name, account, purpose, query, variables },
      ...(caseNumber !== undefined && { caseNumber }),
      ...(from !== undefined && { from }),
    }),
  );
  return new Map(steps.map((step) => [step.name, step]));
}

/** The variables with every placeholder filled; one that nobody fills is a fault of the test. */
export function fillIn(
  { name, variables }: Step,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const filled = variables.replace(/‹([^›]+)›/g, (_, placeholder: string) => {
    const value = values[placeholder];
    if (value === undefined) throw new Error(`${name} needs ${placeholder}`);
    return value;
  });
  return JSON.parse(filled) as Record<string, unknown>;
}
