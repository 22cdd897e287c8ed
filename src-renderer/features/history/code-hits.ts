import { timelineSentence } from '../../../src-main/domain/history/rules.ts'
import type { FeatureContext, SearchHit } from '../../app/feature.ts'
import { minuteOf } from '../../ui/dates.ts'
import { officeNames } from '../../ui/office-names.ts'
import { storyPath } from './paths.ts'

/** The records that papers with this check code tell of, each leading to its story. */
export async function codeHits({ desk }: FeatureContext, code: string): Promise<readonly SearchHit[]> {
  const [found, office] = await Promise.all([desk.history.find({ code }), officeNames(desk)])
  if (!found.ok) return []
  return found.value.map(({ id, institution, at, entry, story }) => ({
    key: id,
    title: `校验码 ${code}　${entry ? timelineSentence(entry, { office, person: () => null }) : '内容不在这里显示'}`,
    detail: ['记录', office(institution, 'short'), entry?.actorName, minuteOf(at), story?.title]
      .filter(Boolean)
      .join(' · '),
    to: story ? storyPath(story.subject, code) : '/history',
  }))
}
