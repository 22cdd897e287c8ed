import { Modal } from 'antd'
import { useEffect } from 'react'
import type { MenuMessage } from '../../src-main/hosts/bridge.ts'
import { onHostMessage } from '../backend/connect.ts'
import { type KeyGroup, keyGroups } from '../text/keys.ts'
import { KeyTables } from '../ui/key-table.tsx'
import { showKeyMap, useKeyMap } from '../ui/shown-keys.ts'
import styles from './key-map.module.css'

const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]'

/** The table of keys: those of the page that is open first, then those of the whole program. `?` opens it. */
export function KeyMap() {
  const { counts, isOpen } = useKeyMap()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, isComposing } = event
      if (key !== '?' || isComposing || event.ctrlKey || event.altKey || event.metaKey) return
      if (target instanceof HTMLElement && target.closest(typing)) return
      event.preventDefault()
      showKeyMap()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  useEffect(
    () => onHostMessage((message) => message === ('desk:keys' satisfies MenuMessage) && showKeyMap()),
    [],
  )
  if (!isOpen) return null
  const here = (Object.keys(keyGroups) as KeyGroup[]).filter((group) => (counts[group] ?? 0) > 0)
  return (
    <Modal
      open
      title="键盘操作"
      footer={null}
      width={640}
      onCancel={() => useKeyMap.setState({ isOpen: false })}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.tables} tabIndex={0} aria-label="各处的按键">
        <KeyTables groups={[...here, 'program']} />
      </section>
    </Modal>
  )
}
