import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../../../core/office.ts'
import { pinDigits } from '../../../core/pin.ts'
import type { FileToken } from '../../../core/ports/files.ts'
import type { Job } from '../../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { checkPassword } from '../../../domain/accounts/rules.ts'
import { founding } from '../../../domain/offices/rules.ts'
import { type DeskFolder, deskFolder, hasDatabase, prepareHome } from '../../../platform/home.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import type { FileTokens } from '../files.ts'
import { type JoinAnswer, officeOfAnswer, readAnswerFile } from './join-answer.ts'
import { type JoinOptions, makeJoinedDesk } from './join-desk.ts'
import { beginPending, dropPending, type Pending, readPending } from './join-pending.ts'
import { deskName, encodeRequest, requestCode, requestSuffix } from './join-request.ts'

/** A desk that asked to join its office and waits for the answer. */
export type Joining = {
  readonly institution: string
  readonly environment: Environment
  readonly name: string
  /** Six groups of four digits, to be read to the person at the other desk. */
  readonly code: string
}

/** What an answer says before it is followed. */
export type JoinOffer = {
  /** What the desk that answered is called. */
  readonly by: string
  /** Who will be the first to log in here. */
  readonly person: string
  /** 核对码 of the office as the answer has it: the same must stand on the other desk's screen. */
  readonly code: string
}

/** Joining an office that has a desk already, on a machine that has none of it: before anybody can log in. */
export type JoinDoor = {
  pending(): Joining | null
  begin(asking: {
    readonly institution: string
    readonly environment: Environment
    readonly name: string
  }): Result<Joining>
  writeRequest(folder: FileToken): Promise<Result<{ readonly file: string }>>
  readAnswer(file: FileToken): Promise<Result<JoinOffer>>
  /** Makes the desk; killed at any moment there is none or a whole one, and the answer can be opened again. */
  make(
    input: { readonly file: FileToken; readonly password: string },
    job: Job,
  ): Promise<Result<{ readonly folder: DeskFolder; readonly person: string }>>
  giveUp(): void
}

export function createJoin(
  options: JoinOptions & { readonly home: string; readonly files: FileTokens },
): JoinDoor {
  const { home, files } = options
  let isMaking = false

  /** A desk that was made just before a kill leaves its request behind: it is answered. */
  function waiting(): Pending | null {
    const pending = readPending(home)
    if (!pending) return null
    const { institution, environment } = pending.request
    if (isMaking || !hasDatabase(deskFolder(home, institution, environment))) return pending
    dropPending(home)
    return null
  }

  async function answerIn(
    file: FileToken,
  ): Promise<Result<{ readonly pending: Pending; readonly answer: JoinAnswer; readonly bundle: string }>> {
    const pending = readPending(home)
    if (!pending) return refuse('trust/no-request')
    const answer = await readAnswerFile(files, file, pending.request, pending.wrapSecret)
    if (!answer.ok) return answer
    const { admission } = answer.value
    if (!admission || path.basename(admission.bundle.file) !== admission.bundle.file)
      return refuse('trust/answer-not-for-this-desk')
    const bundle = path.join(path.dirname(files.pathOf(file)), admission.bundle.file)
    if (!existsSync(bundle)) return refuse('trust/join-bundle-missing', { file: admission.bundle.file })
    return ok({ pending, answer: answer.value, bundle })
  }

  return {
    pending() {
      const pending = waiting()
      return pending && joiningOf(pending)
    },
    begin(asking) {
      const prepared = prepareHome(home)
      if (!prepared.ok) return prepared
      if (!founding.some(({ code }) => code === asking.institution)) return refuse('desk/unknown-institution')
      if (hasDatabase(deskFolder(prepared.value.home, asking.institution, asking.environment)))
        return refuse('desk/exists')
      if (waiting()) return refuse('trust/join-pending')
      const name = deskName.safeParse(asking.name)
      if (!name.success) return refuse('trust/desk-name')
      return ok(joiningOf(beginPending(home, { ...asking, name: name.data })))
    },
    async writeRequest(folder) {
      const pending = readPending(home)
      if (!pending) return refuse('trust/no-request')
      const { request } = pending
      const written = await files.write(folder, `${request.name}${requestSuffix}`, encodeRequest(request))
      return written.ok ? ok({ file: written.value.name }) : written
    },
    async readAnswer(file) {
      const read = await answerIn(file)
      if (!read.ok) return read
      const { by, suite, admission } = read.value.answer
      const code = pinDigits(suiteOf(suite), officeOfAnswer(read.value.answer))
      return ok({ by, person: admission!.person.name, code })
    },
    async make({ file, password }, job) {
      if (isMaking) return refuse('desk/already-running')
      isMaking = true
      try {
        const strong = checkPassword(password)
        if (!strong.ok) return strong
        const read = await answerIn(file)
        if (!read.ok) return read
        const made = await makeJoinedDesk(home, { ...read.value, password }, options, job)
        if (made.ok) dropPending(home)
        return made
      } finally {
        isMaking = false
      }
    },
    giveUp: () => dropPending(home),
  }
}

function joiningOf({ request }: Pending): Joining {
  const { institution, environment, name } = request
  return { institution, environment, name, code: requestCode(request) }
}
