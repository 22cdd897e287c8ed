import type { ApplicationField } from '../../applications/fields.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, textsOf } from '../review-input.ts'
import { observeKinds, pagesOf } from './attachments.ts'

const usual = [
  '临床',
  '受试者',
  '患者',
  '人类遗传资源',
  '人源',
  '胚胎',
  '干细胞',
  '基因编辑',
  '病原',
  '病毒',
  '动物实验',
  '实验动物',
  '活体',
]

/** F21. Words in what the list says only call somebody's attention: neither their presence nor their absence decides. */
export function checkEthics({ application, documents, rule }: CheckInput): readonly Observation[] {
  const listed = textsOf(rule, 'words')
  const words = listed.length > 0 ? listed : usual
  const { title, task, indicators, summary } = application
  const texts = { title, task, indicators, summary } satisfies Partial<
    Record<ApplicationField, string | null>
  >
  const fields = (Object.keys(texts) as (keyof typeof texts)[]).filter((field) =>
    words.some((word) => texts[field]?.includes(word)),
  )
  const pages = pagesOf(documents, ['伦理审查批件'])
  const approvals =
    pages.length > 0
      ? [observe('cannot-check', 'pages-to-look-at', { kinds: ['伦理审查批件'] }, ...pages)]
      : []
  if (fields.length === 0) return [...approvals, observe('cannot-check', 'no-ethics-words', {})]
  const found = words.filter((word) => fields.some((field) => texts[field]?.includes(word)))
  const concerned = observe(
    'cannot-check',
    'ethics-words',
    { words: found, fields },
    ...fields.map((field) => ({ field })),
  )
  if (pages.length > 0) return [concerned, ...approvals]
  const absent = observeKinds(documents, ['伦理审查批件'], 'hint')
  return [concerned, { ...absent, verdict: 'cannot-check' }]
}
