export { placesAloud, placesOf } from '../../src-main/domain/history/rules.ts'
