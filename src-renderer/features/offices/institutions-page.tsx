import { Button } from 'antd'
import { founding } from '../../../src-main/domain/offices/rules.ts'
import { regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { AddInstitutionDialog } from './add-institution-dialog.tsx'

/** The institutions that act together; others than the founding five may be added. */
export function InstitutionsPage() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const offices = useQueryOf(desk.offices.list, null)
  return (
    <Page
      title="机构名单"
      remark="可以作为主办、承办单位的机构。新增的机构会随数据交换包告知其他单位。"
      actions={
        may('administration:edit') && (
          <Button
            type="primary"
            onClick={() => void show<void>((done) => <AddInstitutionDialog done={done} />)}
          >
            新增机构
          </Button>
        )
      }
    >
      <Loaded query={offices}>
        {(all) => (
          <SmallTable
            label="机构名单"
            head={['全称', '简称', '代码', '所在地', '来源']}
            rows={all.map(({ code, short, region }) => ({
              key: code,
              cells: [
                <OfficeChip key="name" code={code} form="name" />,
                short,
                code,
                region ? regionShortLabel(region) : '跨区域',
                founding.some((one) => one.code === code) ? '程序自带' : '新增',
              ],
            }))}
          />
        )}
      </Loaded>
    </Page>
  )
}
