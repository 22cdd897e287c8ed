export type { OtherApplication, PrincipalComparison, TextComparison } from './others.ts'
export { plainNumber, plainTitle, similarTo } from './titles.ts'
