import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Taking } from '../../../src-main/domain/oversight/search.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { storyPath } from '../history/paths.ts'
import styles from './oversight.module.css'

const ways = ['申报', '单位', '人员'] as const
type Way = (typeof ways)[number]

const hints: Readonly<Record<Way, string>> = {
  申报: '编号、名称中的几个字或拼音首字母',
  单位: '统一社会信用代码，或名称中的几个字；登记过的曾用名、简称一并查找',
  人员: '姓名或完整的证件号码；只查本机有人员信息的申报，查到的每一项都记入留痕',
}

/** One box that finds an application, an organisation or a person in all batches, when Enter is pressed. */
export function FindAcross() {
  const [way, setWay] = useState<Way>('申报')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  return (
    <div className={styles.find}>
      <div className={styles.ways}>
        <Segmented
          aria-label="查找什么"
          options={[...ways]}
          value={way}
          onChange={(next) => {
            setWay(next as Way)
            setAsked('')
          }}
        />
        <Input.Search
          className={styles.findBox ?? ''}
          aria-label={`查找${way}`}
          placeholder={hints[way]}
          value={text}
          allowClear
          enterButton="查找"
          onChange={({ target }) => setText(target.value)}
          onSearch={(wanted) => setAsked(wanted.trim())}
        />
      </div>
      {asked !== '' && way === '申报' && <Applications text={asked} />}
      {asked !== '' && way === '单位' && <Organisation text={asked} />}
      {asked !== '' && way === '人员' && <PersonFound key={asked} text={asked} />}
    </div>
  )
}

const shown = 100

function Applications({ text }: { readonly text: string }) {
  const desk = useDesk()
  const filter = { batch: null, states: [], regions: [], institutions: [], field: null, search: text }
  const sort = { column: 'number' as const, descending: false }
  const found = useQueryOf(desk.formalReview.list, { filter, sort, offset: 0, limit: shown })
  const batches = useQueryOf(desk.batches.list, null).data ?? []
  return (
    <Loaded query={found}>
      {({ rows, total }) => (
        <Takings
          isCut={total > rows.length}
          takings={rows.map(({ id, batch, number, title, state, lead }) => ({
            application: id,
            batch: batches.find((one) => one.id === batch)?.title ?? '',
            number,
            title,
            state,
            as: `牵头　${lead}`,
          }))}
        />
      )}
    </Loaded>
  )
}

function Organisation({ text }: { readonly text: string }) {
  const desk = useDesk()
  const found = useQueryOf(desk.oversight.organisationAcross, text)
  return (
    <Loaded query={found}>
      {({ names, codes, families, takings, isCut }) => (
        <>
          {names.length > 0 && (
            <Facts
              rows={[
                ['名称', names.join('、')],
                ['信用代码', codes.join('、') || '未录入'],
                ['所属', families.join('、') || '没有登记'],
              ]}
            />
          )}
          <Takings takings={takings} isCut={isCut} />
        </>
      )}
    </Loaded>
  )
}

/** Looking is recorded, so it is asked for once and by a button. */
function PersonFound({ text }: { readonly text: string }) {
  const desk = useDesk()
  const looking = useRecord(desk.oversight.personAcross)
  const [takings, setTakings] = useState<readonly Taking[] | null>(null)
  async function look() {
    const found = await looking.run(text)
    if (found.ok) setTakings(found.value)
  }
  if (takings) return <Takings takings={takings} isCut={false} />
  return (
    <>
      <p>
        将在所有申报的人员信息中查找“{text}”，查到的每一项申报都会记下您今天查看过。{' '}
        <button
          type="button"
          className={styles.look}
          disabled={looking.isRunning}
          onClick={() => void look()}
        >
          查看并记入留痕
        </button>
      </p>
      <RefusalNote refusal={looking.refusal} />
    </>
  )
}

function Takings({ takings, isCut }: { readonly takings: readonly Taking[]; readonly isCut: boolean }) {
  if (takings.length === 0) return <p>没有找到。请核对文字，或少写几个字再查。</p>
  return (
    <>
      <p aria-live="polite">
        共 {takings.length} 处{isCut && '（还有更多，请写得更具体一些）'}
        ；点编号看它的全过程，并可编全过程卷宗。
      </p>
      <SmallTable
        label="查找结果"
        head={['编号', '名称', '批次', '参加方式', '形式审查']}
        rows={takings.map(({ application, batch, number, title, state, as }, i) => ({
          key: `${application} ${i}`,
          cells: [
            <Link key="story" to={storyPath(application)}>
              {number}
            </Link>,
            title,
            batch,
            as,
            <StateTag key="state" state={state} />,
          ],
        }))}
      />
    </>
  )
}
