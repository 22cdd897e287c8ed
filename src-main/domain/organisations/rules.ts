export {
  bareIdentity,
  type Family,
  type FamilyKind,
  type FamilyMember,
  type FamilyPart,
  familyKinds,
  familyParts,
  type Identity,
  isMeant,
  type LinkKind,
  linkKinds,
  type Named,
  type NameLink,
  type OpenBook,
  type OrganisationBook,
  openBook,
  type Relation,
  relationOf,
} from './book.ts'
export { type CreditCodeCheck, checkCreditCode, normalCreditCode } from './credit-code.ts'
export { birthDayOf, checkIdNumber, type IdNumberCheck } from './id-number.ts'
export {
  type BodyNature,
  bodyNature,
  type OrganisationKind,
  organisationKinds,
  proposeKind,
} from './kind.ts'
export { comparableName, looksLikeOrganisation, sameOrganisation } from './organisation-name.ts'
export { type Place, placeFromText, regionFromText } from './place.ts'
export {
  type DeltaRegion,
  deltaRegions,
  isDelta,
  type Region,
  regionLabel,
  regionShortLabel,
  regions,
} from './region.ts'
export { type OrganisationsInCell, splitOrganisations } from './several-in-cell.ts'
