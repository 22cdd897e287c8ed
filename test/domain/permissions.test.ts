import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Module } from '../../src-main/core/module.ts'
import {
  freePermissions,
  grantingRole,
  matrix,
  type Role,
  roles,
} from '../../src-main/domain/accounts/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { calls as withEntry } from '../../src-main/hosts/backend/index.ts'
import { everyCall, mayCall, printed } from '../support/every-call.ts'
import { clientOf, type Desk, type Office, openOffice, password, value } from '../support/office.ts'

describe('the matrix of who may do what', () => {
  const cells = Object.entries(printed).flatMap(([act, row]) =>
    row.split(' ').map((level, i) => [act, roles[i]!, level] as const),
  )
  it.each(cells)('%s, %s: %s', (act, role, level) => {
    const may = (wanted: string) => grantingRole(`${act}:${wanted}`, [role]) === role
    expect({ edit: may('edit'), read: may('read'), list: may('list'), second: may('second') }).toEqual({
      edit: level === 'edit',
      read: level === 'edit' || level === 'read',
      list: level === 'edit' || level === 'read' || level === 'list',
      second: level === 'second',
    })
  })

  it('has no act besides, and grants nothing that it does not know', () => {
    expect(Object.keys(matrix)).toEqual(Object.keys(printed))
    for (const permission of [
      '',
      'edit',
      'toString:edit',
      '__proto__:read',
      'batches:',
      'batches:drop',
      'anyone',
    ]) {
      expect(grantingRole(permission, roles)).toBeNull()
    }
  })
})

const calls = Object.entries<Module>(modules).flatMap(([module, { calls }]) =>
  Object.entries(calls).map(([name, call]) => ({ module, name, call })),
)

describe('every call of the desk (S32, S33)', () => {
  let office: Office
  const desks = new Map<Role, Desk>()

  beforeAll(async () => {
    office = await openOffice('JS')
    for (const role of roles) {
      const { person } = await value(
        office.desk.accounts.open({ name: `只有${role}`, roles: [role], password }),
      )
      desks.set(role, await office.login(person))
    }
  })
  afterAll(() => office.close())

  it('has a line in the table of calls, and the table has no others', () => {
    const lines = Object.fromEntries(
      calls.map(({ module, name, call }) => [`${module}.${name}`, call.permission]),
    )
    expect(Object.fromEntries(Object.entries(everyCall).map(([name, { line }]) => [name, line]))).toEqual(
      lines,
    )
  })

  it.each(calls)(
    '$module $name has a schema that refuses nonsense and a permission of the matrix',
    ({ call }) => {
      for (const odd of [
        undefined,
        Number.NaN,
        () => 1,
        Symbol('x'),
        { __proto__: { a: 1 }, no: 'such field' },
      ]) {
        expect(call.input.safeParse(odd).success).toBe(false)
      }
      const [act, level] = call.permission.split(':')
      const known =
        (freePermissions as readonly string[]).includes(call.permission) || Object.hasOwn(matrix, act!)
      expect([known, level === undefined || ['edit', 'read', 'list', 'second'].includes(level)]).toEqual([
        true,
        true,
      ])
    },
  )

  it.each(calls.flatMap((one) => roles.map((role) => ({ ...one, role }))))(
    '$module $name asked by $role is answered exactly as the matrix says',
    async ({ module, name, role }) => {
      const desk = desks.get(role) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >
      // No input fits every schema; what matters is whether the permission was refused before anything was looked at.
      const answer = await desk[module]![name]!(null).catch(() => ({ ok: true }))
      const refused = (answer as { error?: { code?: string } }).error?.code === 'desk/not-permitted'
      expect(refused).toBe(!mayCall(everyCall[`${module}.${name}`]!.line, role))
    },
  )

  it.each(calls)(
    '$module $name is refused to a window where nobody has logged in',
    async ({ module, name }) => {
      const stranger = clientOf(office.backend.openSession({ kind: 'window' })) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >
      expect(await stranger[module]![name]!(null)).toMatchObject({
        ok: false,
        error: { code: 'desk/not-logged-in' },
      })
    },
  )

  it('includes no more before the login than the entry', () => {
    expect(Object.keys(withEntry).filter((name) => !Object.hasOwn(modules, name))).toEqual(['entry'])
  })
})
