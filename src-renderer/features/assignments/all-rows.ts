import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { Desk } from '../../app/desk.ts'
import type { ReviewList } from '../formal-review/review-list.ts'

const fetchedAtOnce = 500

/** Every row of lists that stand one below the other, in their order; a refusal when one could not be read. */
export async function allRows(
  desk: Desk,
  lists: readonly ReviewList[],
): Promise<{ readonly rows: readonly ListRow[] } | { readonly refusal: Refusal }> {
  const rows: ListRow[] = []
  for (const list of lists) {
    for (let offset = 0; ; offset += fetchedAtOnce) {
      const page = await desk.formalReview.list({ ...list, offset, limit: fetchedAtOnce } as never)
      if (!page.ok) return { refusal: page.error }
      rows.push(...page.value.rows)
      if (page.value.rows.length < fetchedAtOnce) break
    }
  }
  return { rows }
}
