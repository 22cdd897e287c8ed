import type { Refusal } from '../../src-main/core/result.ts'
import type { Messages } from './message.ts'

// One file for each module of the backend: its name is the module's, its only export are the messages.
const files = import.meta.glob<Record<string, Messages>>('./messages/*.ts', { eager: true })

const modules = new Map(
  Object.entries(files).map(([file, exported]): [string, Messages] => [
    file.slice('./messages/'.length, -'.ts'.length),
    Object.values(exported)[0]!,
  ]),
)

const nothingChanged = '没有改动任何内容，已保存的数据都在。'

/** What a person reads about a refusal. A code that is not known here is said honestly, with the code to pass on. */
export function messageOf(refusal: Refusal): {
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly code: string
} {
  const { code } = refusal
  const message = messageFor(code)
  const say = (text: string | ((facts: Refusal) => string)) =>
    typeof text === 'string' ? text : text(refusal)
  if (message) {
    const { what, safe = nothingChanged, next } = message
    return { what: say(what), safe: say(safe), next: say(next), code }
  }
  return {
    what: '这件事没有办成，原因没有现成的说明。',
    safe: nothingChanged,
    next: '请再试一次；仍不行的，请记下下面的代码，告知系统管理员。',
    code,
  }
}

/** True when a code has words of its own. */
export function hasMessage(code: string): boolean {
  return messageFor(code) !== undefined
}

/** Every code that has words. */
export function codesWithMessage(): readonly string[] {
  return [...modules].flatMap(([module, messages]) =>
    Object.keys(messages).map((reason) => `${module}/${reason}`),
  )
}

function messageFor(code: string): Messages[string] | undefined {
  const slash = code.indexOf('/')
  const messages = modules.get(code.slice(0, slash))
  const reason = code.slice(slash + 1)
  return messages && Object.hasOwn(messages, reason) ? messages[reason] : undefined
}
