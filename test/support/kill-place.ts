/**
 * Runs a process that is to be killed at its call number `call` of `calls` (null), as often as it takes. A few calls are
 * made by the clock: a run that got to its end says how many there were this time, and the next is killed as far from it.
 */
export async function killAt(
  { call, calls }: { readonly call: number; readonly calls: number },
  run: (call: number) => Promise<number | null>,
): Promise<void> {
  let at = call
  for (let runs = 0; runs < 6; runs++) {
    const ended = await run(at)
    if (ended === null) return
    at = ended - (calls - call)
  }
  throw new Error(`the process was never killed at call ${call} of ${calls}`)
}
