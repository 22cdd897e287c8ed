import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link, useParams } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { storyPath } from '../history/paths.ts'
import { FindingDialog } from './finding-dialog.tsx'
import styles from './oversight.module.css'
import { inspectionOfPath, supervisionPath } from './paths.ts'

/** One random sample: the frozen list, the dice, what was drawn and found, and the draw done again. */
export function InspectionPage() {
  const desk = useDesk()
  const id = inspectionOfPath(useParams<{ inspection: string }>().inspection)
  const query = useQueryOf(desk.oversight.inspection, id)
  const show = useDialogs()
  return (
    <Page
      title="随机抽查"
      back={{ to: supervisionPath, title: '监督' }}
      remark={query.data && `${query.data.batchTitle}　第 ${query.data.frozen.round} 次`}
      actions={
        query.data && (
          <Button
            onClick={() =>
              void show<void>((done) => (
                <PaperDialog
                  title="随机抽查记录"
                  make={(target, options) =>
                    desk.oversight.inspectionProtocol({ inspection: id, target }, options)
                  }
                  onClose={done}
                />
              ))
            }
          >
            {query.data.drawn ? '打印抽查记录…' : '打印封存单…'}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (found ? <Shown found={found} /> : <EmptyState title="没有这次抽查" />)}
      </Loaded>
    </Page>
  )
}

type Found = NonNullable<
  Extract<Awaited<ReturnType<ReturnType<typeof useDesk>['oversight']['inspection']>>, { ok: true }>['value']
>

const strataWords = { none: '不分层', region: '按牵头单位所在地', outcome: '按形式审查状态' } as const

function Shown({ found }: { readonly found: Found }) {
  const { frozen, drawn, at, person } = found
  const { size, again } = frozen
  return (
    <>
      <Section title="封存的名单">
        <Facts
          rows={[
            ['范围', frozen.chosen || '本批次全部申报'],
            ['名单', `${frozen.rows.length} 项，按编号排列`],
            ['分层', strataWords[frozen.strata]],
            [
              '抽取',
              `${frozen.strata === 'none' ? '' : '每层'}${size.kind === 'count' ? `${size.value} 项` : `${size.value}%`}`,
            ],
            ['封存', `${minuteOf(at)}　${person ?? '（本机无此账号）'}`],
            ...(again ? ([['重新封存的原因', again.reason]] as const) : []),
            ['封存值', <CheckCode key="digest" code={frozen.digest} label="封存值" groups={4} />],
          ]}
        />
      </Section>
      {drawn ? <DrawnSections found={found} /> : <DiceForm found={found} />}
    </>
  )
}

const partyHints = ['监督', '业务处室', '第三方'] as const

/** Three parties throw at least eight dice each, opened together, and it is drawn at once. */
function DiceForm({ found: { id } }: { readonly found: Found }) {
  const desk = useDesk()
  const drawing = useRecord(desk.oversight.drawInspection)
  const [parties, setParties] = useState<readonly string[]>([...partyHints])
  const [dice, setDice] = useState<readonly string[]>(['', '', ''])
  const isReady = dice.every((one) => /^[1-6]{8,40}$/.test(one)) && parties.every((one) => one.trim() !== '')
  const put = (list: readonly string[], at: number, value: string) =>
    list.map((one, i) => (i === at ? value : one))
  async function submit(event: FormEvent) {
    event.preventDefault()
    await drawing.run({ inspection: id, parties: [...parties], dice: [...dice] })
  }
  return (
    <Section title="掷点抽取">
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Note tone="plain">
          三方各自掷骰子至少 8
          次，先写在纸上、同时亮出，再录入。抽取只有一次，不能撤销：请先核对封存值与公布的一致。
        </Note>
        {partyHints.map((hint, i) => (
          <div key={hint} className={styles.party}>
            <Field label={`参加方${'一二三'[i]}`}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={40}
                  value={parties[i]}
                  onChange={({ target }) => setParties(put(parties, i, target.value))}
                />
              )}
            </Field>
            <Field
              label="点数"
              hint="1 到 6 的数字，至少 8 个"
              fault={/^[1-6]{0,40}$/.test(dice[i]!) ? null : '只能是 1 到 6 的数字'}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  maxLength={40}
                  value={dice[i]}
                  onChange={({ target }) => setDice(put(dice, i, target.value.replaceAll(/\s/g, '')))}
                />
              )}
            </Field>
          </div>
        ))}
        <RefusalNote refusal={drawing.refusal} onClose={drawing.reset} />
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={drawing.isRunning}>
            抽取
          </Button>
        </div>
      </form>
    </Section>
  )
}

function DrawnSections({ found }: { readonly found: Found }) {
  const show = useDialogs()
  const { frozen, drawn, findings, replay } = found
  const isSame = replay?.digestAgrees && replay.seedAgrees && replay.drawnAgrees
  return (
    <>
      <Section title={`抽中的 ${drawn!.drawn.length} 项`}>
        <SmallTable
          label="抽中的申报"
          head={['名单序号', '编号', ...(frozen.strata === 'none' ? [] : ['层']), '抽查结果', '情况', '']}
          rows={drawn!.drawn.map((row) => {
            const { application, number, stratum } = frozen.rows[row - 1]!
            const finding = findings.find((one) => one.application === application)
            return {
              key: String(row),
              cells: [
                String(row),
                <Link key="story" to={storyPath(application)}>
                  {number}
                </Link>,
                ...(frozen.strata === 'none' ? [] : [stratum]),
                finding
                  ? `${finding.result}（${finding.person ?? '—'}，${minuteOf(finding.at)}）`
                  : '尚未记录',
                finding?.note ?? '',
                <Button
                  key="record"
                  size="small"
                  aria-label={`${finding ? '更正' : '记录结果'}：${number}`}
                  onClick={() =>
                    void show<void>((done) => (
                      <FindingDialog
                        inspection={found.id}
                        application={application}
                        number={number}
                        known={finding ?? null}
                        done={done}
                      />
                    ))
                  }
                >
                  {finding ? '更正' : '记录结果'}
                </Button>,
              ],
            }
          })}
        />
      </Section>
      <Section title="重做核对">
        <Note tone={isSame ? 'good' : 'warn'}>
          {isSame
            ? '已用记录的名单和点数重新计算：封存值、种子和抽中的各项都与记录一致。'
            : `重新计算与记录不一致：${[
                replay?.digestAgrees ? '' : '封存值',
                replay?.seedAgrees ? '' : '种子',
                replay?.drawnAgrees ? '' : '抽中的各项',
              ]
                .filter(Boolean)
                .join('、')}。请不要采用本次抽查，并核查记录。`}
        </Note>
        <Facts
          rows={[
            ...drawn!.parties.map((party, i): [string, string] => [
              `点数（${party}）`,
              drawn!.dice[i]!.replaceAll(/(.{4})/g, '$1 ').trim(),
            ]),
            ['种子', <CheckCode key="seed" code={drawn!.seed} label="种子" groups={4} />],
            ['抽取时间', minuteOf(drawn!.at)],
          ]}
        />
      </Section>
    </>
  )
}
