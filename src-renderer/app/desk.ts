import { createContext, useContext } from 'react'
import type { Result } from '../../src-main/core/result.ts'
import type { Calls } from '../../src-main/hosts/backend/index.ts'
import type { Connection } from '../backend/connection.ts'

export type DeskConnection = Connection<Calls>
/** Every call of the backend, by module. */
export type Desk = DeskConnection['desk']

/** What a call answers when it is not refused: `Answer<Desk['bundles']['handOut']>`. */
export type Answer<Call extends (...input: never[]) => Promise<Result<unknown>>> =
  Awaited<ReturnType<Call>> extends Result<infer Value> ? Value : never

export const ConnectionContext = createContext<DeskConnection | null>(null)

export function useConnection(): DeskConnection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('no connection around this component')
  return connection
}

/** The backend's calls, to hand to `useQueryOf`, `useRecord` and the task runner. */
export function useDesk(): Desk {
  return useConnection().desk
}
