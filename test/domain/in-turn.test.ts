import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recorded } from '../../src-main/core/module.ts'
import { inTurn } from '../../src-main/domain/history/in-turn.ts'

function event(device: string, seq: number, at: string): Recorded {
  const id = `sha256:${device}${seq}` as never
  const actor = { id: 'person/00000000-1', role: '经办人' }
  return {
    id,
    device: device as never,
    seq,
    institution: 'JS',
    at,
    actor,
    type: 'X',
    subject: '',
    data: null,
  }
}

describe('histories told as one', () => {
  it('follow the turns of the desks, although the second desk has a slow clock', () => {
    const application = [event('a', 1, '10:00'), event('a', 3, '11:00'), event('b', 2, '09:00')]
    const review = [event('a', 2, '10:30'), event('b', 3, '09:10'), event('b', 4, '09:20')]
    const told = inTurn([application, review]).map(({ device, seq }) => `${device}${seq}`)
    expect(told).toEqual(['a1', 'a2', 'a3', 'b2', 'b3', 'b4'])
  })

  it('follow a desk whose clock was set back', () => {
    const told = inTurn([[event('a', 1, '10:00'), event('a', 3, '08:00')], [event('a', 2, '09:00')]])
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('hold every event once, each history in its order, whatever they are', () => {
    const one = fc.tuple(
      fc.constantFrom('a', 'b'),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('1', '2', '3'),
    )
    const histories = fc.array(fc.array(one, { maxLength: 6 }), { maxLength: 4 })
    fc.assert(
      fc.property(histories, (said) => {
        const made = said.map((history) => history.map((parts) => event(...parts)))
        const told = inTurn(made)
        expect(told).toHaveLength(made.flat().length)
        for (const history of made) expect(told.filter((one) => history.includes(one))).toEqual(history)
      }),
    )
  })
})
