import { type ReviewState, reviewStates, undecidedStates } from './review-state.ts'

/** How many of what is listed are of one kind: everything that is counted is a sum of these. */
export type FigureCell = {
  /** Whose desk recorded it and reviews it. */
  readonly institution: string
  /** Where the lead sits; null: not entered. */
  readonly region: string | null
  readonly field: string | null
  readonly state: ReviewState
  readonly count: number
  /** 分 in all, of the amounts that were entered, and how many were not. */
  readonly requested: number
  readonly absent: number
}

export type Figures = {
  readonly total: number
  readonly states: Readonly<Record<ReviewState, number>>
  /** 分. */
  readonly requested: number
  /** Applications whose requested support was not entered. */
  readonly absent: number
}

export function sumUp(cells: readonly FigureCell[]): Figures {
  const sum = (of: (cell: FigureCell) => number) => cells.reduce((all, cell) => all + of(cell), 0)
  const inState = (state: ReviewState) => sum((cell) => (cell.state === state ? cell.count : 0))
  return {
    total: sum(({ count }) => count),
    states: Object.fromEntries(reviewStates.map((state) => [state, inState(state)])) as Figures['states'],
    requested: sum(({ requested }) => requested),
    absent: sum(({ absent }) => absent),
  }
}

export function undecidedIn({ states }: Figures): number {
  return undecidedStates.reduce((sum, state) => sum + states[state], 0)
}

/** Applications that were not passed: what shares of reasons are shares of. */
export function notPassedIn({ states }: Figures): number {
  return states.补交材料中 + states.不予受理
}
