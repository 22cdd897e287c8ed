import { conditionWords } from '../../../src-main/domain/integrity/rules.ts'
import type { RecoveryStanding } from '../../../src-main/domain/recovery/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { BeginAnew } from './begin-anew.tsx'
import { Collect } from './collect.tsx'
import { LossFacts, PastEnds } from './loss.tsx'
import { Rebuild } from './rebuild.tsx'
import styles from './recovery.module.css'

/** The way from a desk that may only be read to one that works again, in three steps; what was not found again. */
export function RecoveryPage() {
  const { recovery } = useDesk()
  const standing = useQueryOf(recovery.standing, null)
  return (
    <Page title="恢复" remark="工作台因故「只能查看」时，在这里一步一步恢复办理。">
      <Loaded query={standing}>{(known) => <Known standing={known} />}</Loaded>
    </Page>
  )
}

function Known({ standing }: { readonly standing: RecoveryStanding }) {
  const { condition, loss, pastEnds } = standing
  if (!condition) {
    return (
      <>
        <Note tone="good">本工作台一切正常，可以照常办理。</Note>
        {loss && (
          <Section title="上一次恢复">
            <LossFacts loss={loss} isOver />
          </Section>
        )}
        <PastEnds all={pastEnds} />
      </>
    )
  }
  const { what, safe, next } = conditionWords(condition)
  if (condition.reason === 'retired') {
    return (
      <Note tone="warn">
        {what}
        {safe}
        {next}这里只能查看，也可以在「设置—备份」把全部数据备份一份存档。
      </Note>
    )
  }
  const needsRebuild = condition.reason === 'damaged' && condition.facts.rebuilt !== 1
  return (
    <div className={styles.steps}>
      <Note tone="warn">
        {what}
        {safe}
      </Note>
      {condition.reason === 'copied' && (
        <Note>原来的工作台还能用的，请不要在这里继续：关闭这个窗口，回到原来的电脑或文件夹办理。</Note>
      )}
      <p>
        为了不出现两份互相矛盾的记录，原来的记录不再往下写，而是由一台「新的工作台」接着办理。账号、密码、批次、申报、附件都不变，其他单位也不需要重新核对。
      </p>
      {needsRebuild && <Rebuild />}
      <Section title="第一步　把别处还有的记录找回来">
        {loss && <LossFacts loss={loss} />}
        <Collect />
      </Section>
      <Section title="第二步和第三步　恢复单，两人确认，重新开始">
        <BeginAnew standing={standing} isBlocked={needsRebuild} />
      </Section>
      <PastEnds all={pastEnds} />
    </div>
  )
}
