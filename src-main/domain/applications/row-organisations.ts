import {
  checkCreditCode,
  normalCreditCode,
  placeFromText,
  type Region,
  sameOrganisation,
  splitOrganisations,
} from '../organisations/rules.ts'
import { isBlank, quotable, singleLine } from './cell-text.ts'
import { readDayCell } from './date-cell.ts'
import {
  type OrganisationField,
  type OrganisationPart,
  type OrganisationSlot,
  organisationParts,
  organisationSlots,
  roleOfSlot,
  textLimits,
} from './import-field.ts'
import type { ImportFacts } from './import-finding.ts'
import type { ApplicationOrganisation, OrganisationRole } from './record.ts'
import type { Cell, RowCells } from './row-cells.ts'

/** The most organisations that one application can hold. */
const most = 200

/**
 * The organisations of an application, each once with all its roles, from its row and the rows below that continue it
 * (merged cells). What the list does not say stays null: nothing is guessed from a name.
 */
export function readOrganisations(rows: readonly RowCells[]): readonly ApplicationOrganisation[] {
  const organisations: ApplicationOrganisation[] = []
  for (const row of rows) {
    for (const slot of organisationSlots) {
      for (const group of groupsOf(row, slot)) {
        for (const found of readGroup(row, slot, group)) merge(organisations, found, row)
      }
    }
  }
  if (organisations.length > most) {
    rows[0]!.tell('too-many-organisations', null, { count: organisations.length, max: most })
  }
  return organisations
}

type Found = { readonly organisation: ApplicationOrganisation; readonly cell: Cell }

function groupsOf(row: RowCells, slot: OrganisationSlot): readonly number[] {
  const groups = organisationParts.flatMap((part) => row.cells(`${slot}-${part}`).map(({ group }) => group))
  return [...new Set(groups)].sort((a, b) => a - b)
}

function cellOf(row: RowCells, field: OrganisationField, group: number): Cell | null {
  return row.cells(field).find((cell) => cell.group === group) ?? null
}

function readGroup(row: RowCells, slot: OrganisationSlot, group: number): readonly Found[] {
  const nameCells = row.cells(`${slot}-name`).filter((cell) => cell.group === group)
  if (nameCells.length === 0) {
    const part = organisationParts
      .map((one) => cellOf(row, `${slot}-${one}`, group))
      .find((cell) => cell?.column)
    // An empty lead is told as the empty cell it is.
    if (part && slot !== 'lead') row.tell('part-without-organisation', part, {})
    return []
  }
  return nameCells.flatMap((cell) => {
    const { names, by } = splitOrganisations(cell.text)
    if (by !== 'one') tellSplit(row, slot, cell, { count: names.length, by })
    const bracketed = regionsInBrackets(names)
    const hasRegion = cellOf(row, `${slot}-region`, group) !== null
    if (bracketed && !hasRegion) row.tell('region-from-brackets', cell, {})
    const parts = (part: OrganisationPart) =>
      partsFor(row, cellOf(row, `${slot}-${part}`, group), names.length)
    const [codes, kinds, legal] = [parts('code'), parts('kind'), parts('legal-person')]
    const registered = parts('registered')
    const [regions, cities] = [parts('region'), parts('city')]
    return names.map((name, i) => {
      const stripped = bracketed && !hasRegion ? bracketed[i]! : null
      const place = readPlace(row, { region: regions[i] ?? null, city: cities[i] ?? null })
      const organisation: ApplicationOrganisation = {
        name: limited(row, cell, singleLine(stripped?.name ?? name), textLimits.organisation),
        code: readCode(row, codes[i] ?? null),
        kind: readLimited(row, kinds[i] ?? null, textLimits.kind),
        region: place.region ?? stripped?.region ?? null,
        city: place.city,
        roles: [slot === 'lead' && i > 0 ? '参与' : roleOfSlot[slot]],
        legalPerson: readLegalPerson(row, legal[i] ?? null),
        registered: readRegistered(row, `${slot}-registered`, registered[i] ?? null),
      }
      return { organisation, cell }
    })
  })
}

/** Participants between clear marks are usual and told once a column; anything else is to be looked at row by row. */
function tellSplit(
  row: RowCells,
  slot: OrganisationSlot,
  cell: Cell,
  { count, by }: ImportFacts['several-organisations'],
): void {
  const isUsual = slot !== 'lead' && slot !== 'owner' && (by === 'mark' || by === 'line')
  if (isUsual) row.tell('organisations-split', cell, { rows: 1 })
  else row.tell('several-organisations', cell, { count, by })
}

type Part = { readonly text: string; readonly cell: Cell }

/** One text per organisation of the cell beside it; none when they do not match one to one. */
function partsFor(row: RowCells, cell: Cell | null, names: number): readonly (Part | null)[] {
  if (!cell) return []
  if (names === 1) return [{ text: cell.text, cell }]
  const texts = cell.text
    .split(/[;；、,，|｜\r\n]+/u)
    .map((text) => text.replace(/^[(（]?\d{1,2}[)）、.．]\s*/u, '').trim())
  const said = texts.filter((text) => text !== '')
  if (said.length === names) return said.map((text) => (isBlank(text) ? null : { text, cell }))
  row.tell('parts-do-not-match', cell, { names, parts: said.length })
  return []
}

function readPlace(
  row: RowCells,
  said: { readonly region: Part | null; readonly city: Part | null },
): { readonly region: Region | null; readonly city: string | null } {
  const place = said.region && placeFromText(said.region.text)
  if (said.region && !place)
    row.tell('region-unknown', said.region.cell, { text: quotable(said.region.text) })
  if (!said.city) return { region: place?.region ?? null, city: place?.city ?? null }
  const inCity = placeFromText(said.city.text)
  if (place && inCity && place.region !== inCity.region) {
    const [region, city] = [quotable(said.region!.text), quotable(said.city.text)]
    row.tell('region-and-city-differ', said.city.cell, { region, city })
  }
  const city = inCity?.city ?? limited(row, said.city.cell, said.city.text, textLimits.city)
  return { region: place?.region ?? inCity?.region ?? null, city }
}

/** 「甲公司（江苏）；乙大学（上海）」: only when every name of a cell ends with a whole province in brackets. */
function regionsInBrackets(
  names: readonly string[],
): readonly { readonly name: string; readonly region: Region }[] | null {
  if (names.length < 2) return null
  const found = names.map((name) => {
    const parts = /^(.+)[(（]([^()（）]+)[)）]$/u.exec(name)
    const place = parts && placeFromText(parts[2]!)
    const isWhole = place && (place.city === null || place.region === 'SH')
    return isWhole ? { name: parts[1]!.trim(), region: place.region } : null
  })
  return found.every((one) => one !== null) ? found : null
}

function readCode(row: RowCells, part: Part | null): string | null {
  if (!part || isBlank(part.text)) return null
  const checked = checkCreditCode(part.text)
  if (checked.ok) {
    if (checked.warning)
      row.tell('credit-code-organisation-part', part.cell, { expected: checked.warning.expected })
    return checked.code
  }
  switch (checked.problem) {
    case 'length':
      row.tell('credit-code-length', part.cell, { length: checked.length })
      break
    case 'character': {
      const { position, found, expected } = checked
      row.tell('credit-code-character', part.cell, { position, found, expected })
      break
    }
    case 'check':
      row.tell('credit-code-check', part.cell, { found: checked.found, expected: checked.expected })
      break
  }
  return limited(row, part.cell, normalCreditCode(part.text), textLimits.code)
}

function readLegalPerson(row: RowCells, part: Part | null): boolean | null {
  if (!part) return null
  const word = part.text.normalize('NFKC').replace(/\s+/gu, '')
  if (
    /^(?:是|有|√|✓|✔|y|yes|具有|具备|独立法人|独立法人单位|企业法人|事业法人|事业单位法人|社团法人)$/iu.test(
      word,
    )
  )
    return true
  if (/^(?:否|不是|×|✗|n|no|不具有|不具备|非独立法人|非法人|分支机构|分公司|内设机构)$/iu.test(word))
    return false
  row.tell('legal-person-unclear', part.cell, {})
  return null
}

function readRegistered(row: RowCells, field: OrganisationField, part: Part | null): string | null {
  if (!part) return null
  const read = readDayCell(part.text)
  if (!read) row.tell('day-unclear', part.cell, { field, text: quotable(part.text) })
  return read?.day ?? null
}

function readLimited(row: RowCells, part: Part | null, max: number): string | null {
  return part && limited(row, part.cell, singleLine(part.text), max)
}

function limited(row: RowCells, cell: Cell, text: string, max: number): string {
  if (text.length > max) row.tell('text-too-long', cell, { length: text.length, max })
  return text
}

/** An organisation named in several places is one, with all its roles; the lead among 参与单位 stays only the lead. */
function merge(organisations: ApplicationOrganisation[], { organisation, cell }: Found, row: RowCells): void {
  const at = organisations.findIndex((known) => sameOrganisation(known, organisation))
  const known = organisations[at]
  if (!known) {
    organisations.push(organisation)
    return
  }
  const isAgain =
    known.roles.some((role) => organisation.roles.includes(role)) || isUndertaking(known, organisation)
  if (isAgain) row.tell('organisation-named-twice', cell, { name: known.name })
  const roles = [...new Set([...known.roles, ...organisation.roles])]
  organisations[at] = {
    name: known.name,
    code: known.code ?? organisation.code,
    kind: known.kind ?? organisation.kind,
    region: known.region ?? organisation.region,
    city: known.city ?? organisation.city,
    roles: roles.includes('牵头') ? roles.filter((role) => role !== '参与') : roles,
    legalPerson: known.legalPerson ?? organisation.legalPerson,
    registered: known.registered ?? organisation.registered,
  }
}

function isUndertaking(a: ApplicationOrganisation, b: ApplicationOrganisation): boolean {
  const has = (one: ApplicationOrganisation, role: OrganisationRole) => one.roles.includes(role)
  return (has(a, '牵头') && has(b, '参与')) || (has(a, '参与') && has(b, '牵头'))
}
