import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrders, type Orders, runOrder, shuffled, stateInOrder } from '../support/orders.ts'

/** `npm run sweep -- orders` takes 5,000. */
const runs = Number(process.env.DESK_ORDERS ?? 150)

let orders: Orders
let inOrder: string

beforeAll(async () => {
  orders = await makeOrders()
  inOrder = await stateInOrder(orders)
}, 180_000)
afterAll(() => orders.remove())

describe('bundles of three offices in any order, some lost, some twice (S05)', () => {
  it('end where they end in order, and name exactly what is missing on the way', async () => {
    expect(inOrder).toContain('江苏共用的一批，定稿')
    expect(inOrder).toContain('浙江的一批，改')
    expect(inOrder.split('\n').filter((line) => line.includes('not-the-writer'))).toHaveLength(1)
    expect(await runOrder(orders, orders.sent.map((_, i) => i).toReversed())).toBe(inOrder)
  })

  it(`over ${runs} seeded orders`, { timeout: runs * 3_000 }, async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const order = shuffled(seed, orders.sent.length)
      expect(await runOrder(orders, order), `seed ${seed}: ${order.join(' ')}`).toBe(inOrder)
    }
  })

  it('over 50 orders that a property test chose and makes small when one fails', {
    timeout: 240_000,
  }, async () => {
    const places = fc.array(fc.nat({ max: orders.sent.length - 1 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(places, async (order) => {
        expect(await runOrder(orders, order)).toBe(inOrder)
      }),
      { numRuns: 50 },
    )
  })
})
