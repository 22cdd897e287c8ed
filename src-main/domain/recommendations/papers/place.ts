import { hexOf } from '../../../core/suite.ts'
import type { PaperContext } from '../../papers/paper-task.ts'
import { checkCodeLength, type RecordPlace } from '../../papers/place.ts'
import type { Drafted } from './drafted.ts'

/** Where a draft stands in the log of who recorded it: every paper of it carries its code. */
export function placeOfDraft(
  { page, draft }: Pick<Drafted, 'page' | 'draft'>,
  { history }: Pick<PaperContext<unknown>, 'history'>,
): RecordPlace {
  const event = history(page.id).find(({ id }) => id === draft.id)
  if (!event) throw new Error('the draft that was read is not in the log')
  return {
    checkCode: hexOf(draft.id).slice(0, checkCodeLength),
    institution: event.institution,
    seq: event.seq,
  }
}
