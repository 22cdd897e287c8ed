import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Refusal } from '../../src-main/core/result.ts'
import { grantingRole, type Permission } from '../../src-main/domain/accounts/rules.ts'
import type { DeskName, Whoami } from '../../src-main/hosts/backend/entry.ts'
import { useQueryOf } from '../backend/queries.ts'
import { flushUnsaved, useActivityStore } from './activity.ts'
import { useDesk } from './desk.ts'

/** Why the person who was here has to give the password again. */
export type LeaveReason = 'locked' | 'idle' | 'restarted' | 'recovered'

export type LastPerson = { readonly desk: string; readonly id: string; readonly name: string }

/** What this window remembers between logins. */
export type SessionMemory = {
  readonly last: LastPerson | null
  readonly reason: LeaveReason | null
  /** The first run goes on after the login: the recovery sheet is offered before the desk opens. */
  readonly isFirstRun: boolean
}

export type Session =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'failed'; readonly refusal: Refusal }
  | { readonly kind: 'first-run' }
  | { readonly kind: 'login'; readonly desks: readonly DeskName[] }
  | {
      readonly kind: 'locked'
      readonly desks: readonly DeskName[]
      readonly last: LastPerson
      readonly reason: LeaveReason
    }
  | { readonly kind: 'working'; readonly person: Whoami }

export const SessionContext = createContext<StoreApi<SessionMemory> | null>(null)
export const PersonContext = createContext<Whoami | null>(null)

export function createSessionMemory(): StoreApi<SessionMemory> {
  return createStore<SessionMemory>(() => ({ last: null, reason: null, isFirstRun: false }))
}

export function useSessionMemory(): StoreApi<SessionMemory> {
  const memory = useContext(SessionContext)
  if (!memory) throw new Error('no session around this component')
  return memory
}

/** Where this window stands. What one person had on screen is forgotten before the next one works here. */
export function useSession(): Session {
  const desk = useDesk()
  const memory = useSessionMemory()
  const { last, reason, isFirstRun } = useStore(memory)
  const state = useQueryOf(desk.entry.state, null)
  const queries = useQueryClient()
  const person = state.data?.person ?? null
  const desks = state.data?.desks
  const personId = person?.id

  useEffect(() => {
    if (!person || !desks) return
    const here = desks.find((one) => isDeskOf(one, person))
    memory.setState({
      last: here ? { desk: here.key, id: person.id, name: person.name } : null,
      reason: null,
    })
  }, [memory, person, desks])

  useEffect(() => {
    if (personId) return () => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'entry' })
  }, [queries, personId])

  if (!desks) return state.error ? { kind: 'failed', refusal: state.error.refusal } : { kind: 'connecting' }
  if (isFirstRun || desks.length === 0) return { kind: 'first-run' }
  if (person) return { kind: 'working', person }
  if (last) return { kind: 'locked', desks, last, reason: reason ?? 'restarted' }
  return { kind: 'login', desks }
}

function isDeskOf(desk: DeskName, person: Pick<Whoami, 'institution' | 'environment'>): boolean {
  return desk.institution === person.institution && desk.environment === person.environment
}

/** The person who works here. Only inside the frame. */
export function usePerson(): Whoami {
  const person = useContext(PersonContext)
  if (!person) throw new Error('nobody works here')
  return person
}

/** Whether the person who works here may do something; `anyone` always. */
export function useMay(): (permission: Permission) => boolean {
  const { roles } = usePerson()
  return (permission) => permission === 'anyone' || grantingRole(permission, roles) !== null
}

export type Leave = { lock(reason: 'locked' | 'idle'): Promise<void>; logOut(): Promise<void> }

/** Ends the login in the backend, after everything that is being typed was kept. */
export function useLeave(): Leave {
  const desk = useDesk()
  const memory = useSessionMemory()
  const activity = useActivityStore()
  return {
    async lock(reason) {
      await flushUnsaved(activity)
      memory.setState({ reason })
      await desk.entry.logout(null)
    },
    async logOut() {
      await flushUnsaved(activity)
      await desk.entry.logout(null)
      memory.setState({ last: null, reason: null })
    },
  }
}
