import { Sealed } from '../../../src/individual-number/sealed.js';
import { withSubject, ForSubject, SUBJECT, subjectOf } from '../../../src/guard/subject.js';
import { LABEL } from '../../../src/policy/terms.js';
import { ask, askLater, denied, resident, ScriptedPolicy, without } from './harness.js';

const DIGITS = '123456789018';
const someone = { atenaNumber: '9', labels: LABEL.SUPPORT_MEASURES };

/** Closed for persons under support measures, whatever is done with whatever. */
const forLabelled = () =>
  new ScriptedPolicy(({ labels }) => (labels === LABEL.SUPPORT_MEASURES ? denied('support') : undefined));

describe('the person a value is about', () => {
  test('is carried by the object and by nothing that the graph could show', () => {
    const facts = withSubject(someone, { key: '9' });
    expect(subjectOf(facts)).toBe(someone);
    expect(facts[SUBJECT]).toBe(someone);
    expect(JSON.stringify(facts)).toBe('{"key":"9"}');
    expect(SUBJECT.description).toBe('subject');
  });
  test.each([[null], [undefined], ['9'], [9], [{}], [[]]])('is nobody for %p', (source) => {
    expect(subjectOf(source)).toBe(null);
  });
  test('is on record where the resolver only names them, and the value leaves as it is', () => {
    const run = ask('{ verify }', { root: { verify: new ForSubject(someone, 'MATCH') } });
    expect(run.data).toEqual({ verify: 'MATCH' });
    expect(run.accesses()).toEqual(['verify Query.verify DISCLOSED p9 -']);
  });
  test('is on record also where nothing was found about them', async () => {
    const run = await askLater('{ person { key } }', {
      root: { person: Promise.resolve(new ForSubject(someone, null)) },
    });
    expect(run.data).toEqual({ person: null });
    expect(run.accesses()).toEqual(['person Query.person ABSENT p9 -']);
  });
  test('of a field is the one whose field it is, even if its value is about another', () => {
    const person = resident('7', { spouse: resident('8', { name: '花' }) });
    expect(ask('{ person { spouse { name } } }', { root: { person } }).accesses()).toEqual([
      'person Query.person DISCLOSED p7 -',
      'person.spouse Person.spouse DISCLOSED p7 -',
      'person.spouse.name Person.name DISCLOSED p8 -',
    ]);
  });
});

describe('a list of persons asked for one by one', () => {
  const several = [
    new ForSubject({ atenaNumber: '1', labels: 0 }, resident('1', { name: 'a' })),
    new ForSubject({ atenaNumber: '2', labels: 0 }, null),
  ];

  test('puts each on record, found or not', () => {
    const run = ask('{ several { name } }', { root: { several } });
    expect(run.data).toEqual({ several: [{ name: 'a' }, null] });
    expect(run.accesses()).toEqual([
      'several Query.several ABSENT p2 -',
      'several Query.several DISCLOSED p1 -',
      'several.0.name Person.name DISCLOSED p1 -',
    ]);
  });
  test('that were found by number leaves out who may not be found so, like one who is not there', () => {
    const lookUps = [...several, new ForSubject(someone, resident('9'))];
    const run = ask('{ lookUps { key } }', { root: { lookUps }, policy: forLabelled() });
    expect(run.data).toEqual({ lookUps: [{ key: '1' }, null, null] });
    expect(run.grounds).toEqual([]);
    expect(run.accesses()).toContain('lookUps Query.lookUps DENIED p9 support');
  });
  test('is a plain list when nobody is named, or when it is empty', () => {
    const run = ask('{ several { key } people { key } }', { root: { several: [], people: [resident('1')] } });
    expect(run.accesses()).toEqual([
      'people Query.people DISCLOSED - -',
      'people.0.key Person.key DISCLOSED p1 -',
      'several Query.several DISCLOSED - -',
    ]);
  });
});

describe('finding a person by their number', () => {
  const byNumber = withSubject(someone, { key: '9', name: '花' });

  test('is decided again for the person found, and answered as for a number that nobody has', () => {
    const run = ask('{ byNumber { key } }', { root: { byNumber }, policy: forLabelled() });
    expect(run.data).toEqual({ byNumber: null });
    expect(run.codes).toEqual([]);
    expect(run.accesses()).toEqual(['byNumber Query.byNumber DENIED p9 support']);
  });
  test('is decided again when the answer comes later, too', async () => {
    const run = await askLater('{ verify }', {
      root: { verify: Promise.resolve(new ForSubject(someone, 'MATCH')) },
      policy: forLabelled(),
    });
    expect(run.data).toEqual({ verify: null });
    expect(run.accesses()).toEqual(['verify Query.verify DENIED p9 support']);
  });
  test('to verify it is refused with an error: whoever asks has named the person already', () => {
    const run = ask('{ verify }', {
      root: { verify: new ForSubject(someone, 'MATCH') },
      policy: forLabelled(),
    });
    expect(run.data).toEqual({ verify: null });
    expect(run.codes).toEqual(['FORBIDDEN']);
    expect(run.grounds).toEqual(['support']);
  });
  test('that nobody has is decided for nobody, and ABSENT', () => {
    const run = ask('{ byNumber { key } }', { root: { byNumber: null }, policy: forLabelled() });
    expect(run.data).toEqual({ byNumber: null });
    expect(run.codes).toEqual([]);
    expect(run.accesses()).toEqual(['byNumber Query.byNumber ABSENT - -']);
  });
  test('is refused below the root, too: the value does not leave', () => {
    const run = ask('{ desk { finds { key } } }', {
      root: { desk: { finds: byNumber } },
      policy: forLabelled(),
    });
    expect(run.data).toEqual({ desk: { finds: null } });
    expect(run.accesses()).toEqual([
      'desk Query.desk DISCLOSED - -',
      'desk.finds Desk.finds DENIED p9 support',
    ]);
  });
  test('is open for whom the policy permits it', () => {
    const run = ask('{ byNumber { key } }', { root: { byNumber } });
    expect(run.data).toEqual({ byNumber: { key: '9' } });
    expect(run.accesses()[0]).toBe('byNumber Query.byNumber DISCLOSED p9 -');
  });
  test('is not what reading an object is: there each field is decided', () => {
    const run = ask('{ person { name } }', { root: { person: byNumber }, policy: forLabelled() });
    expect(run.data).toEqual({ person: { name: null } });
    expect(run.accesses()).toContain('person.name Person.name WITHHELD p9 support');
  });
  test('is decided once in a row that is known already', () => {
    const person = resident('7', { check: new ForSubject(someone, 'MATCH') });
    const run = ask('{ person { check } }', { root: { person }, policy: forLabelled() });
    expect(run.data).toEqual({ person: { check: 'MATCH' } });
    expect(run.accesses()).toContain('person.check Person.check DISCLOSED p7 -');
  });
});

describe('a sealed number', () => {
  const person = (facts: object) => ({ person: resident('7', facts) });

  test('opens where the graph reveals numbers, is on record as REVEALED, and the answer may hold it', () => {
    const run = ask('{ person { digits } }', { root: person({ digits: new Sealed(DIGITS) }) });
    expect(run.data).toEqual({ person: { digits: DIGITS } });
    expect(run.accesses()).toContain('person.digits Person.digits REVEALED p7 script-permit');
    expect([...run.guard.revealed]).toEqual([DIGITS]);
    expect(run.numbers.scrub(DIGITS)).not.toContain(DIGITS);
  });
  test('opens through a promise as well', async () => {
    const run = await askLater('{ person { digits } }', {
      root: person({ digits: Promise.resolve(new Sealed(DIGITS)) }),
    });
    expect(run.data).toEqual({ person: { digits: DIGITS } });
  });
  test('stays sealed in a field of another class, whatever the policy permits', () => {
    const run = ask('{ person { address } }', { root: person({ address: new Sealed(DIGITS) }) });
    expect(run.data).toEqual({ person: { address: null } });
    expect(run.accesses()).toContain('person.address Person.address WITHHELD p7 sealed-value');
    expect(run.guard.withheld).toEqual([
      expect.objectContaining({ coordinate: 'Person.address', reason: 'NOT_DISCLOSABLE' }),
    ]);
    expect(run.guard.revealed.size).toBe(0);
  });
  test('stays sealed in a field that reveals something else', () => {
    const run = ask('{ person { stamp } }', { root: person({ stamp: new Sealed(DIGITS) }) });
    expect(run.data).toEqual({ person: { stamp: null } });
    expect(run.accesses()).toContain('person.stamp Person.stamp WITHHELD p7 sealed-value');
    expect(run.guard.revealed.size).toBe(0);
  });
  test('stays sealed in a number field that only reads', () => {
    const run = ask('{ person { looseDigits } }', { root: person({ looseDigits: new Sealed(DIGITS) }) });
    expect(run.data).toEqual({ person: { looseDigits: null } });
    expect(run.accesses()).toContain('person.looseDigits Person.looseDigits REDACTED p7 sealed-value');
  });
  test('is redacted by the policy in sight of the caller: the object says so itself', () => {
    const root = person({ number: { disclosure: 'REVEALED', value: DIGITS } });
    const run = ask('{ person { number { disclosure value reason } } }', {
      root,
      policy: new ScriptedPolicy(({ verb }) =>
        verb === 'REVEAL' ? denied('no-palm', 'AUTHENTICATION') : undefined,
      ),
    });
    expect(run.data).toEqual({
      person: { number: { disclosure: 'REDACTED', value: null, reason: 'AUTHENTICATION' } },
    });
    expect(run.guard.withheld).toEqual([]);
    expect(run.accesses()).toEqual([
      'person Query.person DISCLOSED p7 -',
      'person.number Person.number REDACTED p7 no-palm',
      'person.number.disclosure Number.disclosure DISCLOSED p7 -',
      'person.number.reason Number.reason DISCLOSED p7 -',
      'person.number.value Number.value REDACTED p7 no-palm',
    ]);
  });
  test('of nobody is null where it cannot explain itself', () => {
    const run = ask('{ person { number { disclosure } } }', {
      root: { person: { key: '7' } },
      policy: without('NUMBER'),
    });
    expect(run.data).toEqual({ person: { number: null } });
  });
});
