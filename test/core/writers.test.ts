import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src-main/core/suite.ts'
import {
  type Act,
  type End,
  type Ending,
  endsThatCount,
  inWritersOrder,
} from '../../src-main/core/writers.ts'
import { type DeviceChain, deviceChain, type Made, openListener, stateOf } from '../support/device-chains.ts'

const lastOf = (chain: DeviceChain) => chain.made.at(-1)!

/** What a listener that took in all of these in this order has. */
async function heard(notes: readonly string[], ...chains: readonly DeviceChain[]) {
  const listener = await openListener()
  listener.all(...chains)
  const state = stateOf(listener, notes)
  listener.db.close()
  return state
}

/** The same for every order of these chains. */
async function heardInAnyOrder(notes: readonly string[], ...chains: readonly DeviceChain[]) {
  const first = await heard(notes, ...chains)
  const others = [[...chains].reverse(), [...chains.slice(1), chains[0]!]]
  for (const order of others) expect(await heard(notes, ...order)).toEqual(first)
  return first
}

function office() {
  const a = deviceChain('a')
  const b = deviceChain('b')
  const c = deviceChain('c')
  const note = a.write('甲')
  return { a, b, c, note }
}

describe('a hand-over', () => {
  it('makes the other device the writer from its take-over on', async () => {
    const { a, b, note } = office()
    const given = a.handOver(note, b.device)
    b.takeOver(note, given.id)
    b.edit(note, '乙写')
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '乙写', edits: 1 }])
    expect(state.problems).toEqual([])
    expect(state.writers).toEqual([{ writer: b.device, takeOver: null, setAside: false }])
  })

  it('that was not yet answered names the hand-over that the next event must answer', async () => {
    const { a, b, note } = office()
    const given = a.handOver(note, b.device)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.writers).toMatchObject([{ writer: b.device, takeOver: given.id }])
  })

  it('and back makes the first the writer again, in the order of turns whatever came first', async () => {
    const { a, b, note } = office()
    b.takeOver(note, a.handOver(note, b.device).id)
    b.edit(note, '乙')
    a.takeOver(note, b.handOver(note, a.device).id)
    a.edit(note, '甲又')
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '甲又', edits: 2 }])
    expect(state.writers).toMatchObject([{ writer: a.device, takeOver: null }])
    expect(state.told[0]).toHaveLength(7)
  })

  it('sets aside what the first device writes afterwards', async () => {
    const { a, b, note } = office()
    b.takeOver(note, a.handOver(note, b.device).id)
    const late = a.edit(note, '甲晚了')
    b.edit(note, '乙')
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '乙', edits: 1 }])
    expect(state.problems).toEqual([{ id: late.id, problem: 'not-the-writer' }])
  })

  it('counts for what answers it, not for what was written before the answer', async () => {
    const { a, b, note } = office()
    const given = a.handOver(note, b.device)
    const early = b.edit(note, '没接就写')
    b.takeOver(note, given.id)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.problems).toEqual([{ id: early.id, problem: 'not-the-writer' }])
  })

  it('cannot be made by a device that does not write', async () => {
    const { a, b, c, note } = office()
    const stolen = c.handOver(note, b.device)
    const taken = b.takeOver(note, stolen.id)
    const state = await heardInAnyOrder([note], a, b, c)
    expect(state.writers).toMatchObject([{ writer: a.device, setAside: false }])
    expect(state.problems.map(({ id }) => id).sort()).toEqual([stolen.id, taken.id].sort())
  })

  it('does not depend on whether this program knows what was written in between', async () => {
    const { a, b, note } = office()
    a.odd(note)
    const given = a.handOver(note, b.device)
    b.takeOver(note, given.id)
    const unknown = b.odd(note)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.writers).toEqual([{ writer: b.device, takeOver: null, setAside: true }])
    expect(state.problems).toContainEqual({ id: unknown.id, problem: 'unknown-type' })
  })

  it('of a version that this program does not know is none', async () => {
    const { a, b, note } = office()
    a.handOver(note, b.device, 2)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.writers).toEqual([{ writer: a.device, takeOver: null, setAside: true }])
    expect(state.problems).toMatchObject([{ problem: 'too-new' }])
  })

  it('is not stopped by nonsense that a device without the right writes on the subject', async () => {
    const { a, b, note } = office()
    const nonsense = b.odd(note)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.writers).toEqual([{ writer: a.device, takeOver: null, setAside: false }])
    expect(state.problems).toEqual([{ id: nonsense.id, problem: 'not-the-writer' }])
  })
})

describe('the end of a chain', () => {
  it('gives its subjects to the device that retired it, and what it wrote beyond does not count', async () => {
    const { a, b, note } = office()
    const last = a.at(lastOf(a).seq)
    const beyond = a.edit(note, '退役之后')
    b.retire(a.device, last)
    b.edit(note, '乙接着写')
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '乙接着写', edits: 1 }])
    expect(state.problems).toEqual([{ id: beyond.id, problem: 'past-end' }])
  })

  it('lets an odd body beyond it stop nobody, whichever came first', async () => {
    const { a, b, note } = office()
    const last = a.at(lastOf(a).seq)
    const beyond = a.odd(note)
    b.retire(a.device, last)
    const state = await heardInAnyOrder([note], a, b)
    expect(state.writers).toEqual([{ writer: b.device, takeOver: null, setAside: false }])
    expect(state.problems).toEqual([{ id: beyond.id, problem: 'past-end' }])
  })

  it('brings a record back to the retiring device when the retired one never took it over', async () => {
    const { a, b, note } = office()
    a.handOver(note, b.device)
    a.retire(b.device, b.at(lastOf(b).seq))
    a.edit(note, '收回来了')
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '收回来了' }])
    expect(state.writers).toMatchObject([{ writer: a.device, takeOver: null }])
  })

  it('brings it back also when it was handed over after the retirement, and again', async () => {
    const { a, b, note } = office()
    a.retire(b.device, b.at(lastOf(b).seq))
    for (let i = 0; i < 3; i++) {
      a.handOver(note, b.device)
      a.edit(note, `又 ${i}`)
    }
    const state = await heardInAnyOrder([note], a, b)
    expect(state.notes).toMatchObject([{ text: '又 2', edits: 3 }])
    expect(state.writers).toMatchObject([{ writer: a.device }])
  })

  it('before a hand-over was known voids that hand-over and all that followed it', async () => {
    const { a, b, c, note } = office()
    const last = a.at(lastOf(a).seq)
    const given = a.handOver(note, b.device)
    const work = [b.takeOver(note, given.id), b.edit(note, '白写')]
    c.retire(a.device, last)
    const state = await heardInAnyOrder([note], a, b, c)
    expect(state.writers).toMatchObject([{ writer: c.device }])
    expect(state.notes).toMatchObject([{ text: '甲', edits: 0 }])
    expect(new Set(state.problems.map(({ id }) => id))).toEqual(new Set([given, ...work].map(({ id }) => id)))
  })

  it('is followed through successors of successors', async () => {
    const { a, note } = office()
    const second = deviceChain('a2', 'JS', { device: a.device, ...a.at(lastOf(a).seq) })
    second.edit(note, '二')
    const third = deviceChain('a3', 'JS', { device: second.device, ...second.at(lastOf(second).seq) })
    third.edit(note, '三')
    const state = await heardInAnyOrder([note], a, second, third)
    expect(state.notes).toMatchObject([{ text: '三', edits: 2 }])
    expect(state.problems).toEqual([])
  })

  it('said twice: the earlier place counts, and who went on from the later one writes in vain', async () => {
    const { a, note } = office()
    const early = deviceChain('early', 'JS', { device: a.device, ...a.at(2) })
    a.write('别的')
    const late = deviceChain('late', 'JS', { device: a.device, ...a.at(3) })
    const vain = late.edit(note, '晚')
    const state = await heardInAnyOrder([note], a, late, early)
    expect(state.notes).toMatchObject([{ text: '甲', edits: 0 }])
    expect(state.writers).toMatchObject([{ writer: early.device }])
    expect(state.problems).toContainEqual({ id: vain.id, problem: 'not-the-writer' })
  })

  it('counts only by the word of a device of the same institution', async () => {
    const { a, note } = office()
    const stranger = deviceChain('stranger', 'SH')
    stranger.retire(a.device, a.at(1))
    const state = await heardInAnyOrder([note], a, stranger)
    expect(state.writers).toMatchObject([{ writer: a.device }])
    expect(state.problems).toEqual([])
  })

  it('puts what the retired device wrote before what its successor wrote, although it came later', async () => {
    const { a, b, note } = office()
    a.edit(note, '甲改')
    b.retire(a.device, a.at(3))
    b.edit(note, '乙改')
    const listener = await openListener()
    listener.headers(a, 3)
    listener.bodies(a, [1, 2])
    listener.headers(b, 3)
    listener.bodies(b, [1, 2, 3])
    listener.bodies(a, [3])
    expect(stateOf(listener, [note]).notes).toMatchObject([{ text: '乙改', edits: 2 }])
    const anew = await openListener()
    anew.headers(b, 3)
    anew.bodies(b, [1, 2, 3])
    anew.headers(a, 3)
    anew.bodies(a, [1])
    anew.bodies(a, [2, 3])
    expect(stateOf(anew, [note])).toEqual(stateOf(listener, [note]))
  })
})

const ending = (device: string, at: number, successor: string, saidAt: number): Ending => ({
  device: device as Digest,
  last: at === 0 ? null : { seq: at, id: 'x' as Digest },
  successor: successor as Digest,
  saidAt,
})

describe('endings', () => {
  it('said after the own end do not count, and do not silence anybody', () => {
    const ends = endsThatCount([
      ending('thief', 5, 'desk', 2),
      ending('third', 3, 'thief', 8),
      ending('other', 9, 'third', 4),
    ])
    expect([...ends].map(([device, { successor }]) => [device, successor]).sort()).toEqual([
      ['other', 'third'],
      ['thief', 'desk'],
    ])
  })

  it('of two devices that end each other count neither', () => {
    expect(endsThatCount([ending('a', 3, 'b', 7), ending('b', 5, 'a', 6)]).size).toBe(0)
  })

  it('are the same whatever order they are told in', () => {
    const device = fc.constantFrom('a', 'b', 'c', 'd')
    const place = fc.nat({ max: 9 })
    const one = fc.tuple(device, place, device, place).map((said) => ending(...said))
    fc.assert(
      fc.property(
        fc
          .array(one, { maxLength: 8 })
          .chain((said) =>
            fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
          ),
        ([said, shuffled]) => {
          expect(endsThatCount(shuffled)).toEqual(endsThatCount(said))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('turns', () => {
  it('end for any acts and any endings, even those that name each other in a circle', () => {
    const device = fc.constantFrom('a', 'b', 'c').map((name) => name as Digest)
    const id = fc.nat({ max: 20 }).map((n) => `id-${n}` as Digest)
    const act = fc.record(
      { device, seq: fc.integer({ min: 1, max: 12 }), id, to: device, from: id },
      { requiredKeys: ['device', 'seq', 'id'] },
    )
    const end: fc.Arbitrary<End | null> = fc.option(
      fc.record({
        last: fc.option(fc.record({ seq: fc.integer({ min: 1, max: 12 }), id })),
        successor: device,
        saidAt: fc.integer({ min: 1, max: 12 }),
      }),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(act, { maxLength: 15, selector: ({ device, seq }) => `${device}${seq}` }),
        fc.tuple(end, end, end),
        (acts: readonly Act[], ends) => {
          const found = inWritersOrder('a' as Digest, acts, (device) => ends['abc'.indexOf(device)] ?? null)
          expect(new Set(found.acts).size).toBe(found.acts.length)
          for (const one of ['a', 'b', 'c']) {
            const seqs = found.acts.filter(({ device }) => device === one).map(({ seq }) => seq)
            expect(seqs).toEqual([...seqs].sort((x, y) => x - y))
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

type Step =
  | { readonly kind: 'write' | 'begin'; readonly by: number; readonly place: number }
  | { readonly kind: 'go-on' | 'edit' | 'odd'; readonly by: number; readonly note: number }
  | { readonly kind: 'hand-over'; readonly by: number; readonly note: number; readonly to: number }
  | { readonly kind: 'retire'; readonly by: number; readonly to: number; readonly place: number }

const number = fc.nat({ max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('write' as const), by: number, place: number }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('go-on' as const), by: number, note: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('edit' as const, 'odd' as const),
      by: number,
      note: number,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('hand-over' as const), by: number, note: number, to: number }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('retire' as const), by: number, to: number, place: number }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('begin' as const), by: number, place: number }) },
)

/** Chains of three desks of an office and one of another, and of those that follow them, from any steps. */
function chainsFrom(steps: readonly Step[]) {
  const chains = [deviceChain('a'), deviceChain('b'), deviceChain('c'), deviceChain('other', 'SH')]
  const notes: string[] = [chains[0]!.write('第一')]
  const handOvers: { note: string; to: Digest; made: Made }[] = []
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!
  for (const [i, one] of steps.entries()) {
    const by = pick(chains, one.by)
    switch (one.kind) {
      case 'write':
        notes.push(by.write(`写 ${i}`))
        break
      case 'begin': {
        const { seq, id } = pick(by.made, one.place)
        chains.push(deviceChain(`next-${i}`, by.institution, { device: by.device, seq, id }))
        break
      }
      case 'go-on': {
        // Mostly what an honest desk does: take over what was handed to it, then write.
        const note = pick(notes, one.note)
        const waiting = handOvers.findLast((given) => given.note === note)
        const writer = waiting ? chains.find(({ device }) => device === waiting.to)! : by
        if (waiting) writer.takeOver(note, waiting.made.id)
        writer.edit(note, `改 ${i}`)
        break
      }
      case 'edit':
        by.edit(pick(notes, one.note), `擅自 ${i}`)
        break
      case 'odd':
        by.odd(pick(notes, one.note))
        break
      case 'hand-over': {
        const note = pick(notes, one.note)
        const holder = handOvers.findLast((given) => given.note === note)?.to
        const giver = one.by % 3 === 0 ? by : (chains.find(({ device }) => device === holder) ?? by)
        const { device } = pick(chains, one.to)
        handOvers.push({ note, to: device, made: giver.handOver(note, device) })
        break
      }
      case 'retire': {
        const other = pick(chains, one.to)
        const place = one.place % 5 === 0 ? null : other.at((one.place % other.made.length) + 1)
        by.retire(other.device, place)
        break
      }
    }
  }
  return { chains, notes }
}

/** Lets a listener have everything, in an order that the numbers decide. */
async function listen(chains: readonly DeviceChain[], order: readonly number[]) {
  const listener = await openListener()
  const waiting = chains.map(() => [] as number[])
  const upTo = chains.map(() => 0)
  for (const [i, n] of order.entries()) {
    const which = n % chains.length
    const chain = chains[which]!
    const next = Math.min(chain.made.length, upTo[which]! + (n % 4))
    if (next > upTo[which]!) {
      listener.headers(chain, next)
      for (let seq = upTo[which]! + 1; seq <= next; seq++) waiting[which]!.push(seq)
      upTo[which] = next
    }
    const some = waiting[which]!.filter((seq) => (seq * 7 + i) % 3 === 0)
    waiting[which] = waiting[which]!.filter((seq) => !some.includes(seq))
    listener.bodies(chain, n % 2 === 0 ? some.reverse() : some)
  }
  const rest = order.length % 2 === 0 ? chains.entries() : [...chains.entries()].reverse()
  for (const [which, chain] of rest) {
    listener.headers(chain, chain.made.length)
    const late = [...waiting[which]!].reverse()
    for (let seq = upTo[which]! + 1; seq <= chain.made.length; seq++) late.push(seq)
    listener.bodies(chain, late)
  }
  return listener
}

describe('any chains', () => {
  it('end in the same state in whatever order headers and bodies come, and rebuilt from the log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(fc.nat({ max: 1000 }), { maxLength: 30 }),
        async (steps, order) => {
          const { chains, notes } = chainsFrom(steps)
          const straight = await openListener()
          straight.all(...chains)
          const expected = stateOf(straight, notes)
          const shuffled = await listen(chains, order)
          expect(stateOf(shuffled, notes)).toEqual(expected)
          for (const listener of [straight, shuffled]) {
            listener.db.transaction(() => listener.log.projections.rebuildAll())
            expect(stateOf(listener, notes)).toEqual(expected)
            listener.db.close()
          }
        },
      ),
      { numRuns: Number(process.env.DESK_ORDERS ?? 60) },
    )
  })
})
