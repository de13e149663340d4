/** What a column holds in one text, separated by blanks: kinds, purposes, numbers. */
export const words = <Word extends string = string>(text: string): readonly Word[] =>
  text.split(' ').filter((word) => word !== '') as readonly string[] as readonly Word[];
