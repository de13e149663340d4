import { parseSchedule, Schedule, ScheduleError } from '../immunization/schedule.js';
import { readCaps, type Caps } from './caps.js';
import { readCaseRules, type CaseRules } from './case-rules.js';
import { Decider } from './decider.js';
import { readDetectorRules, type DetectorRules } from './detector-rules.js';
import { Engine, validateRules } from './engine.js';
import { Grants, type Act } from './grants.js';
import { readInvestigations, type Investigation } from './investigations.js';
import { readLinkageRules, type LinkageRules } from './linkage-rules.js';
import { readRecordRules, type RecordRules } from './record-rules.js';
import { reachOf } from './permit-reach.js';
import { readPermissionList, type PermissionList } from './permission-list.js';
import { PolicyError } from './policy-error.js';
import { readPolicyFiles, versionOf, type PolicyFiles } from './policy-files.js';
import { readPurposes, type PurposeTable } from './purposes.js';
import { readRequirements, type Requirements } from './requirements.js';
import { readRetention, type Retention } from './retention.js';
import { readRules, type Rule } from './rule.js';
import { readSessionRules, type SessionRules } from './session-rules.js';
import { readStatisticsRules, type StatisticsRules } from './statistics-rules.js';
import { readSystemRegister, type SystemRegister } from './system-register.js';
import type { PolicySnapshot } from './terms.js';
import { readVocabulary, type Vocabulary } from './vocabulary.js';
import { readVrsRules, type VrsRules } from './vrs-rules.js';

/** What a policy says about itself, for those who read, check and explain it. */
export interface PolicyDescription extends Vocabulary {
  readonly rules: readonly Rule[];
  readonly purposes: PurposeTable;
  readonly caps: Caps;
  /** Where the city takes what people ask for, and for how long that opens them. */
  readonly cases: CaseRules;
  readonly session: SessionRules;
  /** Operations that extracts for residents leave out for the time being. */
  readonly investigations: readonly Investigation[];
  /** What the periodic review of the access log looks for. */
  readonly detectors: DetectorRules;
  /** 照会許可用照合リスト: who may ask whom for what over the network (R191). */
  readonly permissions: PermissionList;
  /** Who works on the intermediate server, and who approves. */
  readonly linkage: LinkageRules;
  /** The systems of the assessment and their connections: nothing else is opened. */
  readonly systems: SystemRegister;
  /** Who works on the vaccination record system, and on what consent it is asked. */
  readonly vrs: VrsRules;
  /** What a dose is checked by when it is entered, who approves a change, how long a record is kept. */
  readonly records: RecordRules;
  /** How long the access log is kept. */
  readonly retention: Retention;
  /** Which tables of coverage are published, of which days, and how they are rounded. */
  readonly statistics: StatisticsRules;
  /** What the rules cite, in the assessment's own words. */
  readonly requirements: Requirements;
  /** The vaccination schedule of the same version: an answer never mixes two. */
  readonly schedule: Schedule;
  /** Whether a permit matches, whatever the forbids close again. */
  grants(act: Act): boolean;
  /** An engine over some of the rules, for questions that `decide` does not answer. */
  engineOf(rules: readonly Rule[]): Engine;
}

export type LoadedPolicy = PolicySnapshot & PolicyDescription;

const SCHEMA = 'schema.cedarschema';
const SCHEDULE = 'schedule.json';

/** Each table of a policy: its name in the policy that was loaded, its file, and who reads it. */
const TABLES = {
  purposes: ['purposes.json', readPurposes],
  caps: ['caps.json', readCaps],
  cases: ['cases.json', readCaseRules],
  requirements: ['requirements.json', readRequirements],
  session: ['session.json', readSessionRules],
  detectors: ['detectors.json', readDetectorRules],
  investigations: ['investigations.json', readInvestigations],
  retention: ['retention.json', readRetention],
  statistics: ['statistics.json', readStatisticsRules],
  permissions: ['permission-list.json', readPermissionList],
  linkage: ['linkage.json', readLinkageRules],
  records: ['immunization-records.json', readRecordRules],
  systems: ['systems.json', readSystemRegister],
  vrs: ['vaccination-record-system.json', readVrsRules],
} as const;

type Tables = { readonly [Name in keyof typeof TABLES]: ReturnType<(typeof TABLES)[Name][1]> };

/**
 * Loads a policy folder whole. Throws `PolicyError` with every fault (syntax, unknown names, types, missing
 * tables), each naming its file and rule: half a policy is none.
 */
export function loadPolicy(directory: string): LoadedPolicy {
  return loadPolicyFiles(readPolicyFiles(directory));
}

interface Kept {
  readonly files: PolicyFiles;
  readonly policy: LoadedPolicy;
}
/** Policies that were asked for last, that one first, and the files that each was made from. */
let kept: readonly Kept[] = [];
/** The one in force, one on trial, and one that is about to follow. */
const MOST_KEPT = 3;

/**
 * The same, of files that were read before. Parsing and checking the rules is most of a start's work, and gateway, stand-in
 * and login each ask for the policy: while the files are the same to the byte, it is loaded once in a process, also where
 * another one is asked for in turn with it.
 */
export function loadPolicyFiles(files: PolicyFiles): LoadedPolicy {
  const known = kept.find((one) => isSame(one.files, files));
  const asked = known ?? { files: new Map(files), policy: parsePolicy(files) };
  kept = [asked, ...kept.filter((one) => one !== known)].slice(0, MOST_KEPT);
  return asked.policy;
}

const isSame = (one: PolicyFiles, other: PolicyFiles): boolean =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);

function parsePolicy(files: PolicyFiles): LoadedPolicy {
  const faults: string[] = [];
  const schema = files.get(SCHEMA) ?? '';
  for (const file of [SCHEMA, SCHEDULE, ...Object.values(TABLES).map(([name]) => name)])
    if (!files.has(file)) faults.push(`${file}: is missing`);
  const vocabulary = readVocabulary(SCHEMA, schema, faults);
  const tables = readTables(files, faults);
  const schedule = readSchedule(files.get(SCHEDULE), faults);
  const rules = [...files].flatMap(([file, text]) =>
    file.endsWith('.cedar') ? readRules(file, text, faults) : [],
  );
  reportEmpty(files, rules, faults);
  reportDuplicates(rules, faults);
  // Type errors are told only of a policy that is otherwise whole: those of a torn one are mostly echoes.
  if (faults.length === 0) validateRules(schema, rules, faults);
  if (faults.length > 0) throw new PolicyError(faults);
  return assemble({ ...vocabulary, ...tables, version: versionOf(files), rules, schedule });
}

function readTables(files: PolicyFiles, faults: string[]): Tables {
  const read = Object.entries(TABLES).map(([name, [file, reader]]) => [
    name,
    reader(file, files.get(file) ?? '{}', faults),
  ]);
  return Object.fromEntries(read) as Tables;
}

type PolicyParts = Omit<LoadedPolicy, 'decide' | 'grants' | 'engineOf'>;

function assemble(parts: PolicyParts): LoadedPolicy {
  const { rules } = parts;
  const methods = new Set(parts.methods);
  const engineOf = (some: readonly Rule[]): Engine => new Engine(some, methods);
  const permits = rules.filter((rule) => rule.effect === 'permit');
  const grants = new Grants(engineOf(permits), reachOf(permits));
  const decider = new Decider({ ...parts, engine: engineOf(rules), grants });
  return Object.freeze({
    ...parts,
    grants: grants.has.bind(grants),
    engineOf,
    decide: decider.decide.bind(decider),
  });
}

function readSchedule(text: string | undefined, faults: string[]): Schedule {
  if (text === undefined) return new Schedule([]);
  try {
    return parseSchedule(text);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    faults.push(...error.faults.map((fault) => `${SCHEDULE}: ${fault}`));
    return new Schedule([]);
  }
}

/**
 * An editor empties a file before it writes it: taken for a policy, the rules that were in it would close nothing.
 */
function reportEmpty(files: PolicyFiles, rules: readonly Rule[], faults: string[]): void {
  const filled = new Set(rules.map((rule) => rule.file));
  for (const file of files.keys())
    if (file.endsWith('.cedar') && !filled.has(file) && !faults.some((fault) => fault.startsWith(file)))
      faults.push(`${file}: holds no rule`);
}

function reportDuplicates(rules: readonly Rule[], faults: string[]): void {
  const seen = new Map<string, string>();
  for (const { id, file } of rules) {
    const first = seen.get(id);
    if (first !== undefined) faults.push(`${file}: ${id}: the @id is already used in ${first}`);
    seen.set(id, file);
  }
}
