import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { readonly id: string; readonly html: readonly string[] }

/** Fails with every violation of WCAG 2.1 A and AA that axe finds on what is on screen now. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Colours half way through a transition are nobody's colours.
  await page.evaluate(() => {
    const moving = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    return Promise.all(moving.map((one) => one.finished.catch(() => undefined))).then(() => undefined)
  })
  // The page allows no script from elsewhere: axe comes in with the question, through the debugger.
  const violations = (await page.evaluate(`(async () => {
    ${axe}
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
    return found.violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html.slice(0, 160)) }))
  })()`)) as readonly Violation[]
  expect(violations, screen).toEqual([])
}
