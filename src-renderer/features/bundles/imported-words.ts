import { messageOf } from '../../text/index.ts'
import type { OfficeName } from '../../ui/office-names.ts'
import { rangesAloud } from './inbox-words.ts'
import type { Taken } from './use-import.ts'

/** What came in, in one sentence; null when all of it waits. */
export function cameInWords({ events, bodies, documents, odd }: Taken): string | null {
  if (events + bodies + documents === 0) return null
  const aside = odd > 0 ? `其中 ${odd} 条先保存、不显示，见「往来登记」。` : ''
  return `新记录 ${events} 条（内容 ${bodies} 条），附件 ${documents} 份，都注明来自哪个单位，只读。${aside}`
}

/** What waits, what followed out of the inbox, what is lost there: sentences, none when there is nothing of the kind. */
export function restInWords({ waits, missing, followed, lost }: Taken, nameOf: OfficeName) {
  return {
    waiting: waits
      ? `${missing.length > 0 ? `还缺${rangesAloud(missing, nameOf).join('、')}` : '有补送的内容，所属的记录还没有到'}，接不上的部分已由本机保存，缺的一到就自动导入。`
      : null,
    followed: followed.map(
      (came) =>
        `此前等待的「${came.name}」（${nameOf(came.sender, 'short')}发来）随之导入：新记录 ${came.events} 条（内容 ${came.bodies} 条）${endingOf(came, nameOf)}。`,
    ),
    lost: lost.map(
      ({ name, sender, code }) =>
        `此前等待的「${name}」（${nameOf(sender, 'short')}发来）已不再等待：${messageOf({ code }).what}`,
    ),
  }
}

function endingOf({ waits, skipped }: Taken['followed'][number], nameOf: OfficeName): string {
  if (waits) return '，其余部分仍在等待'
  if (skipped.length === 0) return '，已全部导入'
  const offices = [...new Set(skipped.map(({ institution }) => nameOf(institution, 'short')))]
  return `；${offices.join('、')}的一部分没有导入：没有核对、已停用或互相矛盾`
}
