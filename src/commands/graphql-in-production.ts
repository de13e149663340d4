/**
 * Has graphql-js compare classes by `instanceof` alone, as it does in production; wherever NODE_ENV says something else it asks
 * for the names of classes, too, at each of thousands of comparisons. It reads NODE_ENV once, when this part of it is
 * loaded: whoever starts a process calls this before anything else of it is. For everybody else NODE_ENV is what the
 * process was given: it says whether this is a demo.
 */
export async function graphqlInProduction(env: Record<string, string | undefined>): Promise<void> {
  const { NODE_ENV: given } = env;
  env['NODE_ENV'] = 'production';
  await import('graphql/jsutils/instanceOf.js');
  if (given === undefined) delete env['NODE_ENV'];
  else env['NODE_ENV'] = given;
}
