import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DirectoryRow } from '../../../src-main/domain/directory/index.ts'
import {
  type Region,
  regionLabel,
  regionShortLabel,
  regions,
} from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/page.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { FamilyDialog } from './family-dialog.tsx'
import styles from './organisations.module.css'
import { organisationPath } from './paths.ts'

const columns: readonly Column<DirectoryRow>[] = [
  { key: 'name', title: '单位名称', width: 280, grows: true, text: ({ names }) => names[0] ?? '' },
  {
    key: 'other',
    title: '其他名称',
    width: 200,
    text: ({ names }) => names.slice(1).join('、'),
  },
  { key: 'code', title: '统一社会信用代码', width: 184, text: ({ codes }) => codes.join('、') },
  { key: 'kind', title: '类型', width: 104, text: ({ kinds }) => kinds.join('、') },
  {
    key: 'region',
    title: '所在地',
    width: 84,
    text: ({ regions: own }) => own.map((one) => regionShortLabel(one as Region)).join('、'),
  },
  { key: 'family', title: '单位组', width: 150, text: ({ families }) => families.join('、') },
  {
    key: 'mentions',
    title: '申报中出现',
    width: 92,
    align: 'right',
    isNumber: true,
    text: ({ mentions }) => String(mentions),
  },
]

/** 单位名录: every organisation of the applications, found by a part of a name, a code, or initials. */
export function OrganisationsPage() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const [region, setRegion] = useState<Region | null>(null)
  const [renamed, setRenamed] = useState(false)
  const { source, total, refusal } = usePagedRows({
    call: desk.directory.list,
    inputOf: (offset, limit) => ({ search, region, renamed, offset, limit }),
    pageOf: (page) => page,
  })
  return (
    <Page
      title="单位名录"
      remark="从各批申报中归集。同一信用代码是一家单位；没有代码的按全称比对，不按部分名称。"
      fills
      actions={
        may('registers:edit') && (
          <Button onClick={() => void show<void>((done) => <FamilyDialog family={null} done={done} />)}>
            新建单位组…
          </Button>
        )
      }
    >
      <div className={styles.head}>
        <Input
          allowClear
          className={styles.search ?? ''}
          prefix={<SearchIcon />}
          placeholder="名称、信用代码或拼音首字母"
          aria-label="查找单位"
          maxLength={100}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Select
          aria-label="所在地"
          style={{ width: 160 }}
          value={region ?? ''}
          onChange={(next) => setRegion(next === '' ? null : (next as Region))}
          options={[
            { value: '', label: '全部地区' },
            ...regions.map((one) => ({ value: one, label: regionLabel(one) })),
          ]}
        />
        <Checkbox checked={renamed} onChange={({ target }) => setRenamed(target.checked)}>
          只看有几个名称的
        </Checkbox>
        {total !== null && <span className={styles.count}>共 {total.toLocaleString('en-US')} 家</span>}
      </div>
      <RefusalNote refusal={refusal} />
      <div className={styles.list}>
        <DataTable
          label="单位名录"
          name="organisations"
          columns={columns}
          source={source}
          rowKey={({ names, codes }) => codes[0] ?? names[0] ?? ''}
          onOpen={({ names, codes }) =>
            navigate(organisationPath({ name: names[0]!, code: codes[0] ?? null }))
          }
          empty={
            <EmptyState title={search === '' ? '名录还是空的' : '没有找到这样的单位'}>
              {search === ''
                ? '导入申报清单以后，清单中的单位自动列在这里。'
                : '可以只输名称的一部分、信用代码的后几位，或者拼音首字母。'}
            </EmptyState>
          }
        />
      </div>
    </Page>
  )
}
