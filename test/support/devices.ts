import path from 'node:path'
import type { Module } from '../../src-main/core/module.ts'
import { modules } from '../../src-main/domain/index.ts'
import { peekSqlite } from '../../src-main/platform/sqlite.ts'
import { stickOf } from './exchange.ts'
import { type Office, officeOn, openMachine, password, value } from './office.ts'

/** What screens read from, row by row, without the tables that only tell of exchange and those of this machine. */
export function projected(
  office: Pick<Office, 'home'>,
  desk = 'JS-training',
): Readonly<Record<string, readonly string[]>> {
  const db = peekSqlite(path.join(office.home, desk, 'desk.sqlite'))
  try {
    const tables = Object.values<Module>(modules).flatMap(({ name, projection }) =>
      name === 'bundles' ? [] : (projection?.tables ?? []),
    )
    const rows = (table: string) => db.raw.prepare(`SELECT * FROM ${table}`).raw().all()
    return Object.fromEntries(
      tables.map((table) => [
        table,
        rows(table)
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ]),
    )
  } finally {
    db.close()
  }
}

/** The content of an application with another title, as a screen would send it. */
export async function withTitle(office: Pick<Office, 'desk'>, application: string, title: string) {
  const { content } = (await value(office.desk.applications.open(application)))!
  // What is read is not to be changed; what is sent is a copy.
  return { application, content: JSON.parse(JSON.stringify({ ...content, title })) }
}

type Joining = {
  readonly name?: string
  readonly home?: string
  /** The recovery sheet's groups; without them the secret that the first desk still keeps. */
  readonly groups?: string
}

/** Carries a request to a desk of the office, and answers where on the stick its answer lies. */
export async function admit(
  first: Office,
  request: { readonly file: string; readonly code: string },
  { groups }: Pick<Joining, 'groups'> = {},
): Promise<string> {
  const file = await first.token(request.file)
  const folder = await first.token(path.dirname(request.file))
  const [person] = await value(first.desk.accounts.list(null))
  const { answer } = await value(
    first.desk.bundles.admitDesk({
      file,
      folder,
      heard: request.code,
      groups: groups ?? null,
      person: person!.id,
    }),
  )
  return path.join(path.dirname(request.file), answer)
}

/** A further desk of an office on a machine of its own, as people make one with a stick; with a 复核人 of its own. */
export async function joinOffice(first: Office, options: Joining = {}): Promise<Office> {
  const { name = '二楼工作台' } = options
  const { institution, environment } = await value(first.desk.trust.identity(null))
  const machine = await openMachine(options.home)
  const { desk, token } = machine
  const { code } = await value(desk.entry.beginJoin({ institution, environment, name }))
  const stick = await stickOf(first)
  const { file } = await value(desk.entry.writeJoinRequest({ folder: await token(stick.path) }))
  const answer = await admit(first, { file: path.join(stick.path, file), code }, options)
  const made = await value(desk.entry.finishJoin({ file: await token(answer), password }))
  await value(desk.entry.login({ ...made, password }))
  const { person } = await value(desk.accounts.open({ name: `${name}的复核人`, roles: ['复核人'], password }))
  return officeOn(machine, made.desk, { person, password })
}
