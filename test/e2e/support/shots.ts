import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** Where screens go that somebody wants to look at; nowhere as a rule. */
const folder = process.env.DESK_SHOTS

/** Takes a picture of the window when `DESK_SHOTS` names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
}
