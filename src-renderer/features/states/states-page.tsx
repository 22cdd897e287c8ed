import { type StateWord, stateGroups, states } from '../../text/states.ts'
import { Page, Section } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import styles from './states.module.css'

/** What every state word means: the same word and colour stand for it on every page and paper. */
export function StatesPage() {
  return (
    <Page
      title="状态说明"
      remark="同一种状态在各处用同一个词、同一种颜色。鼠标停在状态上，也会显示它的含义。"
    >
      {stateGroups.map(({ of, words }) => (
        <Section key={of} title={of}>
          <SmallTable
            label={of}
            head={['状态', '含义']}
            rows={words.map((word) => ({
              key: word,
              cells: [<Word key={word} word={word} />, states[word].meaning],
            }))}
          />
        </Section>
      ))}
    </Page>
  )
}

/** The same width in every table, so that they read as one. */
function Word({ word }: { readonly word: StateWord }) {
  return (
    <span className={styles.word}>
      <StateTag state={word} />
    </span>
  )
}
