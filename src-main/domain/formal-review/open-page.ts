import { takenOver } from '../../core/governing.ts'
import { type CommandContext, happened, type NewEvent } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type ReviewPage, readReviewPage } from './page.ts'

/** The page of an application that this desk may review now. */
export function openPage<Input>(context: CommandContext<Input>, application: string): Result<ReviewPage> {
  const page = readReviewPage(context, application)
  if (!page) return refuse('formal-review/unknown-application')
  if (page.readOnly) return refuseReadOnly(page.readOnly, page)
  if (page.review?.outcome) return refuse('formal-review/closed', { outcome: page.review.outcome })
  return ok(page)
}

/** Says why this desk may not write, and which one does. */
export function refuseReadOnly(reason: NonNullable<ReviewPage['readOnly']>, { desk }: ReviewPage) {
  return refuse(`formal-review/${reason}`, { desk: desk?.name, isOnItsWay: desk?.isOnItsWay })
}

/** The first word in a review takes its application over too: else it would seem to be still on its way. */
export function takingOver({ application, desk }: ReviewPage): readonly NewEvent[] {
  return desk?.takeOver ? [happened(takenOver, application.id, { from: desk.takeOver })] : []
}
