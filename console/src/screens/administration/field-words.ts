import { catalogue } from '../../words/catalogue.js';

/** Fields that are asked about most, by their place in the graph. */
export const fieldWords = catalogue({
  ja: {
    'Resident.name': '氏名',
    'Resident.birthDate': '生年月日',
    'Resident.sex': '性別',
    'Resident.address': '住所',
    'Resident.phone': '電話番号',
    'Resident.memo': '備考',
    'Resident.household': '世帯',
    'Resident.individualNumber': '個人番号',
    'Resident.immunizations': '接種の記録',
    'Resident.recommendations': '接種の予定',
    'Resident.certificates': '接種証明書',
    'Resident.linkage': '情報連携',
    'Resident.supportMeasures': '支援措置',
  },
  en: {
    'Resident.name': 'Name',
    'Resident.birthDate': 'Date of birth',
    'Resident.sex': 'Sex',
    'Resident.address': 'Address',
    'Resident.phone': 'Telephone',
    'Resident.memo': 'Memo',
    'Resident.household': 'Household',
    'Resident.individualNumber': 'Individual number',
    'Resident.immunizations': 'Vaccinations',
    'Resident.recommendations': 'What is due',
    'Resident.certificates': 'Certificates',
    'Resident.linkage': 'Linkage',
    'Resident.supportMeasures': 'Support measures',
  },
});
