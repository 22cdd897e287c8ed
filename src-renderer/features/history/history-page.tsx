import { Input } from 'antd'
import { useDeferredValue, useRef } from 'react'
import { useLocation } from 'wouter'
import { Page } from '../../ui/page.tsx'
import { checkCodeIn } from './check-code.ts'
import { FoundApplications } from './found-applications.tsx'
import { FoundCode } from './found-code.tsx'
import styles from './history.module.css'
import { RecentEvents } from './recent-events.tsx'
import { searchHistory, useHistorySearch } from './search-state.ts'

/** 全程留痕: the story of an application by its number, of any record by a paper's check code, or everything of late. */
export function HistoryPage() {
  const [, navigate] = useLocation()
  const { text } = useHistorySearch()
  const asked = useDeferredValue(text.trim())
  const code = checkCodeIn(asked)
  const only = useRef<string | null>(null)
  return (
    <Page
      title="全程留痕"
      remark="谁、什么时候、办了什么，逐条登记，不能修改或删除。输入申报编号，或纸面页脚的校验码，看它的全过程。"
      fills
    >
      <div className={styles.search}>
        <label htmlFor="history-number">申报编号或校验码</label>
        <Input
          id="history-number"
          value={text}
          allowClear
          placeholder="编号、名称中的任意几个字，或八位校验码"
          onChange={({ target }) => searchHistory(target.value)}
          onPressEnter={() => only.current && navigate(only.current)}
        />
      </div>
      {asked === '' ? (
        <RecentEvents onOpen={(path) => navigate(path)} />
      ) : code !== null ? (
        <FoundCode code={code} text={asked} only={only} onOpen={(path) => navigate(path)} />
      ) : (
        <FoundApplications text={asked} only={only} onOpen={(path) => navigate(path)} />
      )}
    </Page>
  )
}
