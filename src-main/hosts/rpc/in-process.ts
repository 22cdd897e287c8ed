import type { Client, CommandOptions, Module } from '../../core/module.ts'
import type { CallRequest, Session } from './session.ts'

type Carried = Partial<Pick<CallRequest, 'signal' | 'onProgress'>>

/** The calls of a session of this process, as windows make them, without a transport; each carries signal and progress. */
export function clientOf<Modules extends { readonly [name: string]: Module }>(
  session: Session,
  { signal = new AbortController().signal, onProgress = () => undefined }: Carried = {},
): Client<Modules> {
  const calls =
    (module: string) =>
    (_: object, name: string) =>
    (input: unknown, options: CommandOptions = {}) =>
      session.call({ module, name }, { input, key: crypto.randomUUID(), ...options, signal, onProgress })
  const modules = (_: object, module: string) => new Proxy({}, { get: calls(module) as never })
  return new Proxy({}, { get: modules as never }) as Client<Modules>
}
