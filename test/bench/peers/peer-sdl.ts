/** The part of the graph that the bench asks for, for servers that begin with a schema. */
export const PEER_SDL = `
  enum ResidentStatus { RESIDENT MOVED_OUT DECEASED STRUCK_OFF NON_RESIDENT_ENTRY UNKNOWN }
  enum Sex { MALE FEMALE UNKNOWN }
  enum DatePrecision { DAY MONTH YEAR UNKNOWN }
  enum ImmunizationSetting { GROUP INDIVIDUAL WORKPLACE }
  enum PreExamResult { VACCINATED PRE_EXAM_ONLY }
  enum CoverageDimension { COHORT AGE_BAND SEX DISTRICT }
  enum RecordWay { PAPER COUNTER }
  type PartialDate { iso: String wareki: String precision: DatePrecision! }
  type PersonName { kanji: String kana: String alias: String roman: String former: String }
  type Vaccine { code: String! }
  type PreExam { result: PreExamResult }
  type MedicalInstitution { name: String }
  type Immunization {
    id: ID! dose: Int vaccine: Vaccine date: PartialDate ageAtVaccination: Int billingMonth: String
    setting: ImmunizationSetting place: String preExam: PreExam institution: MedicalInstitution doctor: String
    manufacturer: String lot: String doseMl: Float
  }
  type HouseholdMember { relationship: String head: Boolean resident: Resident }
  type Household { members: [HouseholdMember!] }
  type Resident {
    atenaNumber: ID! status: ResidentStatus sex: Sex age: Int name: PersonName birthDate: PartialDate
    residentSince: PartialDate residentUntil: PartialDate immunizations: [Immunization!] household: Household
  }
  type ResidentConnection { nodes: [Resident!]! }
  type CoverageKey { dimension: CoverageDimension! value: String! }
  type CoverageCell { key: [CoverageKey!]! population: Int vaccinated: Int rate: Float }
  type UserError { code: String! }
  type ImmunizationPayload { userErrors: [UserError!]! immunization: Immunization }
  input ResidentFilter { atenaNumbers: [ID!] }
  input RecordImmunizationInput {
    idempotencyKey: String! atenaNumber: ID! vaccine: String! date: String! billingMonth: String
    setting: ImmunizationSetting! manufacturer: String lot: String doseMl: Float way: RecordWay! reason: String
  }
  type Query {
    resident(atenaNumber: ID!): Resident
    residents(where: ResidentFilter!, first: Int!): ResidentConnection!
    immunizationCoverage(vaccine: String!, by: [CoverageDimension!]!): [CoverageCell!]!
  }
  type Mutation { recordImmunization(input: RecordImmunizationInput!): ImmunizationPayload }
`;
