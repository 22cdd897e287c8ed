/** One figure: work measured `runs` times after one that does not count; milliseconds. */
export type Figure = {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

export async function measure(runs: number, work: (run: number) => unknown): Promise<Figure> {
  const times: number[] = []
  for (let run = -1; run < runs; run++) {
    const began = performance.now()
    await work(run)
    if (run >= 0) times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  return { median: times[Math.floor(runs / 2)]!, min: times[0]!, max: times.at(-1)!, runs }
}

/** Work and its yardstick in turn, A B A B …, so that both see the same machine; the ratio of each pair. */
export async function compare(
  runs: number,
  work: () => unknown,
  yardstick: () => unknown,
): Promise<{ readonly work: Figure; readonly yardstick: Figure; readonly ratio: number }> {
  const [a, b]: [number[], number[]] = [[], []]
  for (let run = -1; run < runs; run++) {
    for (const [one, times] of [
      [work, a],
      [yardstick, b],
    ] as const) {
      const began = performance.now()
      await one()
      if (run >= 0) times.push(performance.now() - began)
    }
  }
  return { work: figureOf(a), yardstick: figureOf(b), ratio: medianRatio(a, b) }
}

/**
 * Works that tell their own time in milliseconds, in turn, A B C A B C …, after a round that does not count; null for one
 * that this machine does not have.
 */
export async function alternate(
  runs: number,
  works: Readonly<Record<string, (() => number | Promise<number>) | false | null>>,
): Promise<Readonly<Record<string, readonly number[] | null>>> {
  const times = Object.fromEntries(
    Object.entries(works).map(([name, work]) => [name, work ? ([] as number[]) : null]),
  )
  for (let run = -1; run < runs; run++) {
    for (const [name, work] of Object.entries(works)) {
      const took = work ? await work() : 0
      if (run >= 0) times[name]?.push(took)
    }
  }
  return times
}

/** The median of the ratios of each round. */
export function medianRatio(works: readonly number[], yardsticks: readonly number[]): number {
  const ratios = works.map((time, i) => time / yardsticks[i]!).sort((a, b) => a - b)
  return ratios[Math.floor(ratios.length / 2)]!
}

export function figureOf(times: readonly number[]): Figure {
  const sorted = times.toSorted((x, y) => x - y)
  return {
    median: sorted[Math.floor(sorted.length / 2)]!,
    min: sorted[0]!,
    max: sorted.at(-1)!,
    runs: sorted.length,
  }
}

export type Row = {
  readonly what: string
  readonly value: string
  readonly bar: string
  readonly ok: boolean | null
}

export function row(what: string, value: string, bar = '', ok: boolean | null = null): Row {
  return { what, value, bar, ok }
}

export function ms(figure: Figure): string {
  return `${figure.median.toFixed(1)} ms (${figure.min.toFixed(1)}-${figure.max.toFixed(1)}, ${figure.runs} runs)`
}
