import { expect, it } from 'vitest'
import { devicePrefix } from '../../../src-main/core/event.ts'
import { readDesksOf } from '../../../src-main/domain/applications/desks.ts'
import { certify, openLogDesk } from '../../support/office-desks.ts'

it('desks are told for more applications at once than a statement may have parameters', async () => {
  const a = await openLogDesk('JS')
  const b = await openLogDesk('JS')
  certify(a, b, '二楼工作台')
  const applications = Array.from({ length: 40_000 }, (_, i) => ({
    id: `application/${devicePrefix(a.desk.device)}-${i + 1}`,
    institution: 'JS',
  }))
  const desks = readDesksOf(a.db, a.desk, applications)
  expect(desks.size).toBe(40_000)
  expect([...desks.values()].every(({ isHere }) => isHere)).toBe(true)
})
