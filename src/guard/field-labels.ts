import { isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';

/** What a coordinate is called, in Japanese and in English: the field, and the type it stands in. */
export interface FieldLabel {
  readonly type: string;
  readonly field: string;
  readonly typeEn: string;
  readonly fieldEn: string;
}

/** A coordinate as people read it, in both languages. */
export interface Labelled {
  readonly labelJa: string;
  readonly labelEn: string;
}

/**
 * By coordinate. Taken from the schema's own descriptions, so that there is no second list to forget a field in.
 */
export type FieldLabels = ReadonlyMap<string, FieldLabel>;

export function labelFields(schema: GraphQLSchema): FieldLabels {
  const labels = new Map<string, FieldLabel>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInputObjectType(type)) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      labels.set(`${type.name}.${field.name}`, {
        type: labelIn(type.description) ?? type.name,
        field: labelIn(field.description) ?? field.name,
        typeEn: labelEnIn(type.description) ?? type.name,
        fieldEn: labelEnIn(field.description) ?? field.name,
      });
    }
  }
  return labels;
}

/** A label for people: `氏名:漢字氏名`. A root stands alone, and so does what is no longer in the schema. */
export function labelOf(labels: FieldLabels, coordinate: string): string {
  const label = labels.get(coordinate);
  if (label === undefined) return coordinate;
  return isOfRoot(coordinate) ? label.field : `${label.type}:${label.field}`;
}

/** The same in both languages: `Name: kanji`. */
export function labelsOf(labels: FieldLabels, coordinate: string): Labelled {
  const labelJa = labelOf(labels, coordinate);
  const label = labels.get(coordinate);
  if (label === undefined) return { labelJa, labelEn: coordinate };
  return {
    labelJa,
    labelEn: isOfRoot(coordinate) ? label.fieldEn : `${label.typeEn}: ${label.fieldEn}`,
  };
}

const isOfRoot = (coordinate: string): boolean => /^(Query|Mutation)\./.test(coordinate);

/**
 * `氏名 (R077)。原本のまま。/ Name as …` is 氏名: the Japanese part up to its first full stop, without what
 * stands in brackets. Residents read it: what is technical about a field (a format, how a hash is made) stands in brackets
 * or in a later sentence.
 */
export function labelIn(description: string | null | undefined): string | null {
  const [japanese = ''] = (description ?? '').split(/\s*\/\s/);
  const [label = ''] = japanese.replace(/\s*\([^)]*\)/g, '').split(/[。、]/);
  return label.trim() === '' ? null : label.trim();
}

/** Of the same the English part, up to where a sentence or what is added to it begins. */
export function labelEnIn(description: string | null | undefined): string | null {
  const [, ...english] = (description ?? '').split(/\s*\/\s/);
  const [label = ''] = english
    .join(' / ')
    .replace(/\s*\([^)]*\)/g, '')
    .split(/[.:;,](?:\s|$)/);
  return label.trim() === '' ? null : label.trim();
}
