import type { Db } from '../../core/db.ts'
import { readSetting, writeSetting } from '../settings/index.ts'
import type { Layout } from './mapping.ts'

const layoutsSetting = 'applications/layouts'
const maxLayouts = 50

/** How the columns of earlier lists were understood, the newest first. */
export function readLayouts(db: Db): readonly Layout[] {
  return (readSetting(db, layoutsSetting) as Layout[] | undefined) ?? []
}

/** Remembers a layout for the next list; the oldest beyond fifty is forgotten. */
export function rememberLayout(db: Db, layout: Layout): void {
  const known = readLayouts(db).filter(({ key }) => key !== layout.key)
  writeSetting(db, layoutsSetting, [layout, ...known].slice(0, maxLayouts))
}
