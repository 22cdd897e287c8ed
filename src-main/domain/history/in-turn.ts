import type { Recorded } from '../../core/module.ts'

/**
 * Histories of several subjects as one: each keeps its own order (of the desks' turns on it), each desk the order of its
 * chain; clocks, which differ between desks and may be set back, only decide between what neither orders.
 */
export function inTurn(histories: readonly (readonly Recorded[])[]): readonly Recorded[] {
  const left = histories.map((history) => [...history])
  const seqs = Map.groupBy(histories.flat(), ({ device }) => device)
  const next = new Map(
    [...seqs].map(([device, events]) => [device, events.map(({ seq }) => seq).sort((a, b) => a - b)]),
  )
  const told: Recorded[] = []
  for (;;) {
    const heads = left.flatMap((history) => history.slice(0, 1))
    if (heads.length === 0) return told
    const ready = heads.filter(({ device, seq }) => next.get(device)![0] === seq)
    // Only chains that contradict each other leave none.
    const [first] = (ready.length > 0 ? ready : heads).sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
    )
    told.push(first!)
    left.find((history) => history[0] === first)!.shift()
    const of = next.get(first!.device)!
    of.splice(of.indexOf(first!.seq), 1)
  }
}
