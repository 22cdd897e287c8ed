import type { Paper } from '../../../core/ports/papers.ts'
import type { Effect } from '../../sign-offs/rules.ts'

/**
 * A paper that has not taken effect says so behind its text and first at its foot; one that has names date and number
 * there.
 */
export function withEffect(
  { mark, signed }: Effect,
  { watermark, footer }: Pick<Paper, 'watermark' | 'footer'>,
): Pick<Paper, 'watermark' | 'footer'> {
  const marks = [watermark, mark].filter((one) => one !== null)
  const told = mark ?? signed
  return {
    watermark: marks.length === 0 ? null : marks.join('　'),
    footer: told === null ? footer : `${told}　${footer}`,
  }
}
