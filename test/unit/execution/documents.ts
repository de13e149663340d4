import fc from 'fast-check';

/** One selection of a generated document, printed. */
type Text = string;

const LEAVES = ['leaf', 'sure', 'count', 'count(of: 3)', 'kind', 'texts', '__typename'];
const OWN = ['ownText', 'ownSure', 'ownTexts'];
const BRANCHES = ['one', 'other', 'many', 'each', 'grid', 'find'];
const OWN_BRANCHES = ['ownNode', 'ownNodes'];
/** Of an object that has nothing but properties. */
const ROW = ['ownText', 'ownSure', 'ownKind', 'ownCount', 'ownRatio', 'ownYes', '__typename'];
const ROW_BRANCHES = ['ownRow', 'ownRows'];

type TypeName = 'Query' | 'Node' | 'Any' | 'Named' | 'Row';

/** Aliases are those of one field everywhere: two selections of one name can then be merged. */
const aliased = (field: string): fc.Arbitrary<Text> => {
  const name = /^\w+/.exec(field)?.[0] ?? field;
  const alias = field.includes('(') ? `x_${name}_with` : `x_${name}`;
  return field.includes('(')
    ? fc.constant(`${alias}: ${field}`)
    : fc.constantFrom(field, field, `${alias}: ${field}`, `__proto__${name}: ${field}`);
};

const DIRECTIVES = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '@include(if: true)',
      '@skip(if: true)',
      '@skip(if: $yes)',
      '@include(if: $yes)',
      '@include(if: $no)',
      '@skip(if: $no)',
      '@skip(if: $no) @include(if: $yes)',
    ),
  },
);

function selectionSet(type: TypeName, depth: number): fc.Arbitrary<Text> {
  return fc
    .array(selection(type, depth), { minLength: 1, maxLength: depth > 2 ? 4 : 3 })
    .map((selections) => `{ ${selections.join(' ')} }`);
}

function selection(type: TypeName, depth: number): fc.Arbitrary<Text> {
  const leaves = (fields: readonly string[]) =>
    fc.tuple(fc.constantFrom(...fields).chain(aliased), DIRECTIVES).map((parts) => parts.join(' '));
  const branches = (fields: readonly string[], of: TypeName) =>
    fc
      .tuple(fc.constantFrom(...fields).chain(aliased), DIRECTIVES, selectionSet(of, depth - 1))
      .map((parts) => parts.join(' '));
  const fragments = (condition: string, of: 'Query' | 'Node') =>
    fc.tuple(DIRECTIVES, selectionSet(of, depth - 1)).map(([on, set]) => `...${condition} ${on} ${set}`);
  if (type === 'Any' || type === 'Named') {
    const own = leaves(type === 'Any' ? ['__typename'] : ['leaf', 'sure', '__typename']);
    if (depth <= 1) return own;
    return fc.oneof(
      own,
      fragments(' on Node', 'Node'),
      fragments(' on Leaf', 'Query'),
      fc.tuple(DIRECTIVES).map(([on]) => `...Shared ${on}`),
    );
  }
  if (type === 'Row') {
    const own = leaves(ROW);
    if (depth <= 0) return own;
    return fc.oneof({ weight: 4, arbitrary: own }, { weight: 1, arbitrary: branches(ROW_BRANCHES, 'Row') });
  }
  const flat = leaves(type === 'Node' ? [...LEAVES, ...OWN] : LEAVES);
  if (depth <= 1) return flat;
  return fc.oneof(
    { weight: 3, arbitrary: flat },
    {
      weight: 3,
      arbitrary: branches(type === 'Node' ? [...BRANCHES, ...OWN_BRANCHES] : BRANCHES, 'Node'),
    },
    { weight: 1, arbitrary: branches(['any', 'anys', 'thing', 'things'], 'Any') },
    { weight: 1, arbitrary: branches(['named'], 'Named') },
    ...(type === 'Node' ? [{ weight: 3, arbitrary: branches(ROW_BRANCHES, 'Row') }] : []),
    { weight: 1, arbitrary: fragments('', type) },
    {
      weight: 1,
      arbitrary:
        type === 'Node' ? DIRECTIVES.map((on) => `...Shared ${on}`) : DIRECTIVES.map((on) => `leaf ${on}`),
    },
  );
}

const SHARED =
  'fragment Shared on Node { leaf @skip(if: $no) one { sure ownText } each { count @include(if: $yes) leaf } }';

/** Documents of the scripted graph. */
export const documents: fc.Arbitrary<Text> = fc
  .oneof(
    {
      weight: 5,
      arbitrary: selectionSet('Query', 4).map((set) => `query ${set}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom('act', 'must'), selectionSet('Node', 3)), {
          minLength: 1,
          maxLength: 4,
        })
        .map((acts) => `mutation { ${acts.map(([act, set], at) => `m${at}: ${act} ${set}`).join(' ')} }`),
    },
  )
  .map((operation) => {
    const text = `${operation} ${operation.includes('...Shared') ? SHARED : ''}`;
    const variables = ['$yes: Boolean = true', '$no: Boolean!'].filter((one) =>
      text.includes(one.slice(0, 3)),
    );
    return variables.length === 0
      ? text
      : text.replace(/^\w+/, (kind) => `${kind} (${variables.join(', ')})`);
  });
