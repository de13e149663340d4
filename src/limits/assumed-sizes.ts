/** How many rows a list is taken to have when nothing in the request says so. */
export interface AssumedSize {
  readonly rows: number;
  readonly reason: string;
}

/**
 * Lists without `first`, by coordinate. Taken from the upper end of what the city holds: the estimate is there
 * to stop what is out of all proportion, and the count of fields as they are opened has the last word.
 */
export const ASSUMED_SIZES: Readonly<Record<string, AssumedSize>> = {
  'Household.members': {
    rows: 3,
    reason: 'a household of the city has 2.0 members, a resident finds 3 in their own',
  },
  'Resident.immunizations': { rows: 20, reason: 'the doses of a child whose schedule is complete' },
  'Resident.recommendations': { rows: 18, reason: 'the vaccines whose measures are in force' },
  'Resident.certificates': { rows: 2, reason: 'one domestic, one for travel' },
  'Resident.sources': { rows: 5, reason: 'the gateway stands in front of five systems' },
  'Linkage.requests': { rows: 5, reason: 'one inquiry a year, and one more after a move' },
  'Linkage.records': { rows: 10, reason: 'seven years of both sides’ records' },
  'Linkage.restrictions': { rows: 2, reason: 'the city provides two items' },
  'Linkage.copies': { rows: 20, reason: 'one for each dose of a child whose schedule is complete' },
  'LinkageAnswer.copies': { rows: 20, reason: 'the same, of another body' },
  'ProvisionPayload.copies': { rows: 20, reason: 'the same, as the city sends it' },
  'LinkedCopy.values': { rows: 6, reason: 'the longest item of the permission list has six fields' },
  'InformationRequest.items': { rows: 3, reason: 'the longest row of the permission list has three items' },
  'ProvisionRequest.items': { rows: 3, reason: 'the same' },
  'ExchangeRecord.items': { rows: 3, reason: 'the same' },
  'InformationRequest.history': { rows: 6, reason: 'the states on the way to an answer' },
  'ProvisionRequest.history': { rows: 4, reason: 'received, decided, sent, and one lapsed approval' },
  'Query.linkageRows': { rows: 10, reason: 'the rows that the assessment allows the city on a day' },
  'LinkageRow.items': { rows: 3, reason: 'the longest row of the permission list has three items' },
  'ResidentChange.flags': { rows: 3, reason: 'residence, record system and notices of one move out' },
  'ExchangeExtract.entries': { rows: 10, reason: 'seven years of both sides’ records' },
  'Query.vaccines': { rows: 20, reason: 'the code table of the ledger' },
  'Query.fieldSources': { rows: 40, reason: 'the items of a resident' },
  'Query.sessions': { rows: 100, reason: 'everybody of the division, and who works with it' },
  'Query.policyMatrix': { rows: 150, reason: 'classes, purposes and conditions of all roles' },
  'Viewer.permissions': { rows: 60, reason: 'classes and acts of one role' },
  'PurposePermissions.permissions': { rows: 60, reason: 'the same, of another account' },
  'EffectivePermissions.purposes': {
    rows: 8,
    reason: 'a purpose for each menu of the account with the most',
  },
  'Query.coverageOf': { rows: 400, reason: 'twenty vaccines by ten districts, and as many by cohort' },
  'Query.coverageSeries': { rows: 400, reason: 'twenty-five months by ten districts' },
  'Query.immunizationCoverage': {
    rows: 400,
    reason: '9 age bands, 3 sexes, 10 districts: the table of a report',
  },
};

/** Any other list: enumerations, keys of a cell, the types of the graph itself. */
export const OTHER_ROWS = 10;

export function assumedRows(coordinate: string): number {
  return ASSUMED_SIZES[coordinate]?.rows ?? OTHER_ROWS;
}
