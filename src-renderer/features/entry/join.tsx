import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useConfirm } from '../../ui/confirm-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { DeskLabel } from './desk-label.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'
import { JoinAsk } from './join-ask.tsx'
import { JoinOffered, type Offer } from './join-offered.tsx'
import { JoinWaiting } from './join-waiting.tsx'

/** A further desk of an office that has one: ask, carry the files, begin. The request waits over a restart. */
export function Join({ onBack }: { readonly onBack: () => void }) {
  const { entry } = useDesk()
  const memory = useSessionMemory()
  const confirm = useConfirm()
  const queries = useQueryClient()
  const joining = useQueryOf(entry.joining, null)
  const [offer, setOffer] = useState<Offer | null>(null)

  async function giveUp() {
    const isSure = await confirm({
      title: '放弃这次加入申请？',
      body: '本机为这次申请生成的密钥会删除，已经写出的许可也不能再打开。要加入时，可以重新申请。',
      action: '放弃申请',
      isDangerous: true,
    })
    if (!isSure) return
    await entry.giveUpJoin(null)
    await queries.invalidateQueries()
  }

  return (
    <Loaded query={joining}>
      {(pending) => {
        if (!pending) return <JoinAsk onBack={onBack} />
        if (offer) {
          const done = () => memory.setState({ isFirstRun: false })
          return <JoinOffered joining={pending} offer={offer} onBack={() => setOffer(null)} onDone={done} />
        }
        return (
          <EntryPage
            title={`「${pending.name}」等待许可`}
            remark={<DeskLabel desk={{ ...pending, key: pending.name }} />}
            isWide
          >
            <JoinWaiting joining={pending} onOffer={setOffer} />
            <div className={`${styles.form} ${styles.buttons}`}>
              <Button type="link" onClick={onBack}>
                先返回，申请保留
              </Button>
              <Button type="link" danger onClick={giveUp}>
                放弃申请…
              </Button>
            </div>
          </EntryPage>
        )
      }}
    </Loaded>
  )
}
