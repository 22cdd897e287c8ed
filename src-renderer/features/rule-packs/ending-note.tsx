import type { RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { dayOf, daysBetween } from '../../ui/dates.ts'
import { Note } from '../../ui/note.tsx'
import { endingInWords, isEnding } from './ending.ts'

/** Says in time that the text which the rules follow ends, or has ended; nothing before. */
export function EndingNote({
  pack: { title, inForce },
}: {
  readonly pack: Pick<RulePack, 'title' | 'inForce'>
}) {
  const today = dayOf(new Date())
  if (!inForce || !isEnding(inForce.until, today)) return null
  return (
    <Note tone="warn">
      「{title}」的依据：{endingInWords(inForce.until, daysBetween(today, inForce.until))}
    </Note>
  )
}
