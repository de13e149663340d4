// The gateway under test runs graphql-js as the one that is started does: src/commands/graphql-in-production.ts. Here nothing
// may be waited for.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
require('graphql/jsutils/instanceOf.js');
process.env.NODE_ENV = NODE_ENV;
