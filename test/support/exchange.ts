import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Office, value } from './office.ts'

let sticks = 0

/** A new stick: a folder of this office's machine with nothing in it. */
export function stickOf(office: Pick<Office, 'folder'>): ReturnType<Office['folder']> {
  sticks++
  return office.folder(`stick-${process.pid}-${sticks}`)
}

/** Writes a bundle onto a new stick and answers its path. */
export async function send(
  from: Pick<Office, 'folder' | 'desk'>,
  to: string,
  options: { readonly fromBeginning?: boolean; readonly withDocuments?: boolean } = {},
): Promise<string> {
  const stick = await stickOf(from)
  const { file } = await value(
    from.desk.bundles.exportBundle({ to, folder: stick.token, withDocuments: true, ...options }),
  )
  const names = readdirSync(stick.path)
  if (!names.includes(file)) throw new Error('the bundle is not on the stick')
  return path.join(stick.path, file)
}

/** Opens a bundle like a letter and takes it in; answers what the letter said. */
export async function takeIn(office: Pick<Office, 'token' | 'desk'>, bundle: string) {
  const letter = await value(office.desk.bundles.openBundle({ file: await office.token(bundle) }))
  const taken = await value(office.desk.bundles.acceptBundle({ staged: letter.staged }))
  return { letter, taken }
}
