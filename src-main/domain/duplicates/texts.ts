import type { ApplicationField } from '../applications/fields.ts'
import type { ApplicationContent } from '../applications/record.ts'

/** Texts of an application that are its own words; the task is not: everybody who applies for it says the same. */
export type OwnText = { readonly field: ApplicationField; readonly text: string }

/** Columns without a place of their own may hold a whole description, or a telephone extension. */
const shortestOther = 40

export function ownTexts({
  summary,
  indicators,
  task,
  other,
}: Pick<ApplicationContent, 'summary' | 'indicators' | 'task' | 'other'>): readonly OwnText[] {
  const texts: OwnText[] = []
  const add = (field: ApplicationField, text: string | null) => {
    if (text !== null && text.trim() !== '') texts.push({ field, text })
  }
  add('summary', summary)
  add('indicators', indicators)
  if (task !== null && task.length >= shortestOther) add('task', task)
  for (const text of Object.values(other)) if (text.length >= shortestOther) add('other', text)
  return texts
}
