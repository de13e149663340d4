/**
 * What records look like: the preset dictionary of deflated frames (RFC 1951 with `zlib`'s dictionary), so that the many short
 * ones shrink, too. A part of the format: changed, it makes every frame written before unreadable. Most frequent last.
 */
export const DICTIONARY = Buffer.from(
  [
    'Immunization.vaccine","Immunization.date","Immunization.place","Immunization.institution","Immunization.doctor","Immunization.lot',
    'Immunization.manufacturer","Immunization.id","Vaccine.name","Vaccine.code","Household.members","Resident.residentSince',
    '"RecallTargetConnection.nodes","Query.recallTargets","Query.immunizationCoverage","Query.viewer","Query.accessHistory"',
    '"IndividualNumber.value","IndividualNumber.reason","IndividualNumber.disclosure","Resident.individualNumber","Resident.memo"',
    '"Resident.phone","Resident.household","Resident.immunizations","Resident.sources","SourceStatus.system","SourceStatus.status"',
    '"PartialDate.precision","PartialDate.wareki","PartialDate.iso","PersonName.roman","PersonName.former","PersonName.alias"',
    '"PageInfo.endCursor","PageInfo.hasNextPage","ResidentConnection.pageInfo","ResidentConnection.totalCount"',
    '["UNAVAILABLE",["FAILED","UNAUTHENTICATED","FORBIDDEN","BAD_USER_INPUT","RATE_LIMITED","SOURCE_UNAVAILABLE"]',
    '["REDACTED","individual-number.["ABSENT",null],["WITHHELD","support-measures.contact"],["DENIED","PURPOSE"]',
    '"LGWAN","CONTRACTOR_VPN","INTRANET","HISTORY","RECOMMEND","CERTIFICATE","STATISTICS","INTEGRATION","AUDIT","DISCLOSURE"',
    '"account":"number-clerk","role":"number-clerk","manager","vrs-clerk","contractor","auditor","dashboard","address-name"',
    '"status":"REFUSED","status":"FAILED","codes":["WITHHELD"],"detail":"kind":"LOGIN","session":"kind":"LOGOUT","cause":"USER"',
    '"Resident.address","address",1],["Resident.age","age",1],["Resident.sex","sex",1],["Resident.birthDate","birthDate",1]',
    '["PersonName.kanji","kanji",1],["PersonName.kana","kana",1]]],[["residents","nodes",0,"name"],50,[[',
    '["Resident.name","name",1],["Resident.atenaNumber","atenaNumber",1],[["Query.residents","residents",1]]],[["residents"],1,[],[0],',
    '[["ResidentConnection.nodes","nodes",1]]],[["residents","nodes",0],50,[["Query.resident","resident",1]]],[["resident"],1,[],[1],[[',
    '],"count":,"accesses":{"subjects":["groups":[[["DISCLOSED",null]],[[],1,[],[0],[[',
    '{"seq":1,"at":"2026-11-24T12:25:28.905Z","kind":"INTENT","coordinates":["PersonName.kana","PersonName.kanji","Query.resident"',
    ',"Query.residents","Resident.address","Resident.age","Resident.atenaNumber","Resident.birthDate","Resident.name","Resident.sex"',
    ',"ResidentConnection.nodes"],"kind":"OUTCOME","intent":1,"status":"ANSWERED","codes":[],"detail":null,"accesses":null',
    ',"request":"","account":"clerk","role":"clerk","purpose":"INQUIRY","case":"2026-0001","case":null,"zone":"NUMBER_USE"',
    ',"amr":["uid","palm_vein"],"policyVersion":"","document":"","operationName":null}',
  ].join(''),
);
