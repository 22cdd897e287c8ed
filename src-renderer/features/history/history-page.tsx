import { Input } from 'antd'
import { useDeferredValue, useRef } from 'react'
import { useLocation } from 'wouter'
import { Page } from '../../ui/page.tsx'
import { FoundApplications } from './found-applications.tsx'
import styles from './history.module.css'
import { storyPath } from './paths.ts'
import { RecentEvents } from './recent-events.tsx'
import { searchHistory, useHistorySearch } from './search-state.ts'

/** 全程留痕: the story of an application by its number, or everything of late. */
export function HistoryPage() {
  const [, navigate] = useLocation()
  const { text } = useHistorySearch()
  const asked = useDeferredValue(text.trim())
  const only = useRef<string | null>(null)
  return (
    <Page
      title="全程留痕"
      remark="谁、什么时候、办了什么，逐条登记，不能修改或删除。输入申报编号，看它从导入到现在的全过程。"
      fills
    >
      <div className={styles.search}>
        <label htmlFor="history-number">申报编号</label>
        <Input
          id="history-number"
          value={text}
          allowClear
          placeholder="编号、名称或单位名称中的任意几个字"
          onChange={({ target }) => searchHistory(target.value)}
          onPressEnter={() => only.current && navigate(storyPath(only.current))}
        />
      </div>
      {asked === '' ? (
        <RecentEvents onOpen={(path) => navigate(path)} />
      ) : (
        <FoundApplications text={asked} only={only} onOpen={(path) => navigate(path)} />
      )}
    </Page>
  )
}
