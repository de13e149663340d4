import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One step of docs/linkage.md: who asks what, with variables that may hold placeholders ‹like this›. */
export interface LinkageStep {
  readonly name: string;
  readonly account: string;
  readonly purpose: string;
  readonly caseNumber: string;
  readonly query: string;
  /** Variables as they are written, before anything is put in. */
  readonly variables: string;
}

/** A block of GraphQL whose fence names the step, and behind it, where it takes any, its variables. */
const STEP = /```graphql (\S+) by=(\S+) for=(\S+) case=(\S+)\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g;

export function readLinkageSteps(): ReadonlyMap<string, LinkageStep> {
  const text = readFileSync(join(resolve(__dirname, '..', '..'), 'docs', 'linkage.md'), 'utf8');
  const steps = [...text.matchAll(STEP)].map(
    ([, name = '', account = '', purpose = '', caseNumber = '', query = '', variables = '{}']) => ({
      name,
      account,
      purpose,
      caseNumber,
      query,
      variables,
    }),
  );
  return new Map(steps.map((step) => [step.name, step]));
}

/** The variables with every placeholder filled; one that nobody fills is a fault of the test. */
export function fillIn(
  { name, variables }: LinkageStep,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const filled = variables.replace(/‹([^›]+)›/g, (_, placeholder: string) => {
    const value = values[placeholder];
    if (value === undefined) throw new Error(`${name} needs ${placeholder}`);
    return value;
  });
  return JSON.parse(filled) as Record<string, unknown>;
}
