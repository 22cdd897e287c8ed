import { checkIdNumber } from '../organisations/rules.ts'
import { singleLine } from './cell-text.ts'
import { type PersonPart, personParts, personSlots, textLimits } from './import-field.ts'
import type { ApplicationPerson } from './person.ts'
import type { RowCells } from './row-cells.ts'

const roles = { principal: '项目负责人', contact: '联系人' } as const

/** The people of a row, apart from the application. Findings about them name row and column, never what stands there. */
export function readPeople(row: RowCells): readonly ApplicationPerson[] {
  return personSlots.flatMap((slot): ApplicationPerson[] => {
    const cell = (part: PersonPart) => row.cell(`${slot}-${part}`)
    const read = (part: PersonPart) => {
      const found = cell(part)
      const text = found && singleLine(found.text)
      const max = textLimits[`person-${part}`]
      if (text && text.length > max) row.tell('text-too-long', found, { length: text.length, max })
      return text
    }
    const name = read('name')
    if (name === null) {
      const left = personParts.map(cell).find((found) => found !== null)
      if (left) row.tell('personal-data-left-out', left, {})
      return []
    }
    const idNumber = read('id-number')
    if (idNumber !== null) {
      const checked = checkIdNumber(idNumber)
      if (!checked.ok)
        row.tell('id-number-invalid', cell('id-number'), { person: slot, problem: checked.problem })
    }
    const [organisation, title, phone] = [read('organisation'), read('title'), read('phone')]
    return [{ name, role: roles[slot], organisation, title, idNumber, phone }]
  })
}
