import { expect, it } from 'vitest'
import type { FeatureContext } from '../../src-renderer/app/feature.ts'
import { workBenchItems } from '../../src-renderer/features/integrity/routes.tsx'
import { officeNames } from '../../src-renderer/ui/office-names.ts'
import { copyHome, editSlyly, placesOf, reopen } from '../support/damage.ts'
import { send, takeIn } from '../support/exchange.ts'
import { testFolder } from '../support/log.ts'
import { openOffice, pinEachOther, value } from '../support/office.ts'

it('a fault in the records of another office is told with its name, never with its code', async () => {
  const js = await openOffice('JS')
  const sh = await openOffice('SH')
  await pinEachOther(js, sh)
  await takeIn(js, await send(sh, 'JS'))
  await js.close()
  await sh.close()
  const home = `${testFolder()}/home`
  copyHome(js.home, home)
  editSlyly(placesOf(home).database, (db) => {
    db.exec(`UPDATE bodies SET bytes = CAST(replace(CAST(bytes AS TEXT), '张经办', '章经办') AS BLOB) WHERE position IN
      (SELECT e.position FROM events e JOIN chains c ON c.number = e.chain WHERE c.institution = 'SH')`)
  })
  const { backend, desk } = await reopen(home)
  await value(desk.integrity.verifyNow(null))
  const [item] = await workBenchItems!({ desk } as unknown as FeatureContext)
  expect(item?.detail).toContain('来自上海市科学技术委员会的一份记录')
  await backend.close()
})

it('the own office has a name as well: other desks of it are spoken of', async () => {
  const js = await openOffice('JS')
  const nameOf = await officeNames(js.desk as never)
  expect(nameOf('JS', 'short')).toBe('江苏')
  expect(nameOf('SH')).toBe('上海市科学技术委员会')
  await js.close()
})
