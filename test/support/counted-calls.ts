import { isObjectType, responsePathAsArray, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { ServerContext } from '../../src/request/apollo-plugin.js';

/** One call of a resolver by the executor: `Type.field [path]`. */
export type Call = string;

export const callOf = (coordinate: string, path: readonly (string | number)[]): Call =>
  `${coordinate} ${JSON.stringify(path)}`;

/**
 * Counts in the executor, outside the guard: what graphql-js calls is noted before anything else has a say,
 * whatever becomes of it. Nothing is learnt from an answer.
 */
export class CountedCalls {
  /** By request, whose id stands in its records. */
  readonly byRequest = new Map<string, Call[]>();

  /** For `startTestGateway`. */
  readonly onGraph = (schema: GraphQLSchema): void => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const { resolve } = field;
        if (resolve === undefined) throw new TypeError(`${type.name}.${field.name} has no resolver`);
        field.resolve = this.counted(`${type.name}.${field.name}`, resolve);
      }
    }
  };

  /** The calls since the last time, of all requests in between. */
  take(): readonly Call[] {
    const calls = [...this.byRequest.values()].flat();
    this.byRequest.clear();
    return calls;
  }

  private counted(
    coordinate: string,
    resolve: GraphQLFieldResolver<unknown, ServerContext>,
  ): GraphQLFieldResolver<unknown, ServerContext> {
    return (source, args, context, info) => {
      const { id } = context.state;
      const calls = this.byRequest.get(id) ?? [];
      this.byRequest.set(id, calls);
      calls.push(callOf(coordinate, responsePathAsArray(info.path)));
      return resolve(source, args, context, info);
    };
  }
}
