import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './bench-city.js';
import { refuseErrors, type Client, type Question } from './load.js';
import { DISCLOSURE_DIVISION, type ScreenFacts } from './screen-facts.js';
import type { ScreenOperation } from './screen-operations.js';
import type { SekishoServer } from './sekisho-server.js';

/** Some answers one behind the other: milliseconds of each, and processor time for one of them. */
export interface Round {
  readonly times: readonly number[];
  readonly cpuMs: number;
  /** Why it was not answered, if it was not. */
  readonly why?: string;
}

export interface Asked {
  readonly name: string;
  readonly how: ScreenOperation;
  readonly facts: ScreenFacts;
  readonly server: SekishoServer;
  readonly client: Client;
}

const PATIENCE = 5;
const PASSING = /RATE_LIMITED|SOURCE_UNAVAILABLE/;
const WAIT_MS = 15_000;

/** Asks one operation of the page. */
export class OperationAsker {
  /** Milliseconds of the very first answer. */
  firstMs = Number.NaN;
  /** Of the last whole answer. */
  bytes = 0;
  private asked = 0;
  private readonly query: string;

  constructor(private readonly given: Asked) {
    this.query = textOf(given.name);
  }

  get name(): string {
    return this.given.name;
  }

  get screen(): string {
    return this.given.how.screen;
  }

  /** Without a time where there is nothing to ask about. Before the first of them it is asked `warmUp` times. */
  async round(times: number, warmUp: number): Promise<Round> {
    const { how, facts, server } = this.given;
    if (how.variables?.(facts, 0) === null) return notAsked('there is nothing to ask about');
    try {
      if (Number.isNaN(this.firstMs)) {
        this.firstMs = await this.once();
        for (let left = warmUp; left > 0; left--) await this.once();
      }
      const { cpuMs: before } = await server.settled();
      const taken: number[] = [];
      while (taken.length < times) taken.push(await this.once());
      const { cpuMs: after } = await server.settled();
      return { times: taken, cpuMs: (after - before) / times };
    } catch (error) {
      // One question that fails takes no other's figures along.
      return notAsked(String(error));
    }
  }

  /** What an account has used up for this minute is waited for: the time of a refusal is none. */
  private async once(): Promise<number> {
    const question = await this.next();
    for (let left = PATIENCE; ; left--) {
      const started = performance.now();
      const answer = await this.given.client.ask(question);
      const taken = performance.now() - started;
      if (!answer.text.includes('"errors":[')) {
        refuseErrors(answer);
        this.bytes = answer.text.length;
        return taken;
      }
      if (left === 0 || !PASSING.test(answer.text))
        throw new Error(`${this.name}: ${answer.text.slice(0, 400)}`);
      await delay(WAIT_MS);
    }
  }

  private async next(): Promise<Question> {
    const { how, facts, server } = this.given;
    const { account, purpose, under } = how;
    const about = under === undefined ? null : facts.about[under];
    const division = under === 'disclosure' ? DISCLOSURE_DIVISION : undefined;
    const headers = await server.headers({ account, purpose, about, division });
    const variables = how.variables?.(facts, this.asked++);
    return { headers, body: JSON.stringify({ query: this.query, operationName: this.name, variables }) };
  }
}

const notAsked = (why: string): Round => ({ times: [], cpuMs: Number.NaN, why });

/** As the page sends it; a build has listed it. */
function textOf(name: string): string {
  const texts = Object.values(
    JSON.parse(readFileSync(join(ROOT, 'console', 'documents.json'), 'utf8')) as Record<string, string>,
  );
  const text = texts.find((one) => new RegExp(`^query ${name}\\b`).test(one));
  if (text === undefined) throw new RangeError(`The page has no question named ${name}`);
  return text;
}
