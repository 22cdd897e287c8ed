import { useQueryClient } from '@tanstack/react-query'
import type { Demo } from '../../../src-main/hosts/demo/prepare.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { pathOf } from '../../backend/connection.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { firstDaySteps, type Seen, type Step } from './steps.ts'

/** What is remembered for each person: whether it was ended, is folded, and which steps they ticked themselves. */
type Memory = {
  readonly isEnded: boolean
  readonly isFolded: boolean
  readonly ticked: readonly number[]
}

const atBeginning: Memory = { isEnded: false, isFolded: false, ticked: [] }

export type FirstDay = Memory & {
  readonly steps: readonly (Step & { readonly isTicked: boolean })[]
  /** The first step that is not done; their number when all are. */
  readonly current: number
  readonly password: string
  remember(change: Partial<Memory>): void
}

/** The guided first day of the person who works here; null where there is none: only a demonstration has its materials. */
export function useFirstDay(): FirstDay | null {
  const desk = useDesk()
  const demo = useQueryOf(desk.entry.demo, null).data?.found ?? null
  const { institution, environment } = usePerson()
  const may = useMay()
  const desks = useQueryOf(desk.entry.state, null).data?.desks ?? []
  const here = desks.find((one) => one.institution === institution && one.environment === environment)
  const isHere =
    demo !== null &&
    here?.key === demo.start.desk &&
    may('applications:edit') &&
    may('review:edit') &&
    may('bundles:edit')
  const seen = useSeen(isHere ? demo : null)
  const [memory, remember] = useMemory(isHere)
  if (!isHere || !seen || !memory) return null
  const steps = firstDaySteps(demo, seen).map((step, i) => ({
    ...step,
    isTicked: step.isDone ?? memory.ticked.includes(i),
  }))
  const next = steps.findIndex(({ isTicked }) => !isTicked)
  return {
    ...memory,
    steps,
    current: next < 0 ? steps.length : next,
    password: demo.password,
    remember,
  }
}

function useMemory(isWanted: boolean): readonly [Memory | null, FirstDay['remember']] {
  const desk = useDesk()
  const queries = useQueryClient()
  const { id } = usePerson()
  const name = `first-day/${id}`
  const stored = useQueryOf(desk.settings.load, name, { enabled: isWanted })
  const memory = stored.data === undefined ? null : read(stored.data)
  return [
    memory,
    async (change) => {
      const value = { ...(memory ?? atBeginning), ...change }
      // At once: the panel does not wait for the disk.
      queries.setQueryData([...pathOf(desk.settings.load), name], JSON.stringify(value))
      await desk.settings.save({ name, value: { ...value, ticked: [...value.ticked] } })
    },
  ]
}

function read(stored: string | null): Memory {
  return stored === null ? atBeginning : { ...atBeginning, ...(JSON.parse(stored) as Partial<Memory>) }
}

/** Asks the desk what of the first day is done; undefined until it has answered. */
function useSeen(demo: Demo | null): Seen | undefined {
  const desk = useDesk()
  const enabled = demo !== null
  const filter = {
    batch: demo?.firstDay.batch ?? null,
    states: [],
    regions: [],
    institutions: [],
    field: null,
    search: demo?.firstDay.prefix ?? '',
  }
  const sort = { column: 'number', descending: false } as const
  const list = useQueryOf(desk.formalReview.list, { filter, sort, offset: 0, limit: 50 }, { enabled })
  const rows = list.data?.rows ?? []
  const target = rows.find(({ number }) => number === demo?.firstDay.number)
  const page = useQueryOf(desk.formalReview.open, target?.id ?? '', { enabled: target !== undefined })
  const register = useQueryOf(desk.bundles.register, null, { enabled })
  if (!demo || !list.data || !register.data) return undefined
  const since = register.data.filter(({ at }) => at > demo.preparedAt)
  // Whoever says 符合 to everything has not seen the page without a seal: the notice would have nothing to ask for.
  const lacksSeal =
    page.data?.states.some(({ code, verdict }) => code === 'F03' && verdict === '不符合') === true
  const isOpen = (page.data?.states ?? []).some(({ by, blocks }) => by === null && blocks)
  return {
    imported: rows.length,
    withDocuments: rows.filter(({ documents }) => documents > 0).length,
    reviewed: target
      ? {
          id: target.id,
          isJudged: target.state === '补交材料中' || (lacksSeal && !isOpen),
          isNoticed: target.state === '补交材料中',
        }
      : null,
    isSent: since.some(({ direction, other }) => direction === 'sent' && other === 'SH'),
    isTakenIn: since.some(({ direction, other }) => direction === 'received' && other === 'ZJ'),
  }
}
