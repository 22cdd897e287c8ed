import { createHash, hkdfSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bytes } from '../../src-main/core/bytes.ts'
import { certify } from '../../src-main/core/certificate.ts'
import { signCheckpoint } from '../../src-main/core/checkpoint.ts'
import { type Envelope, keyId, type Sign, signWith } from '../../src-main/core/dsse.ts'
import { devicePrefix, encodeBody, encodeHeader } from '../../src-main/core/event.ts'
import type { Environment } from '../../src-main/core/office.ts'
import type { Pin } from '../../src-main/core/pin.ts'
import { type Digest, defaultSuite, type Suite, type SuiteId } from '../../src-main/core/suite.ts'
import { ageIdentity } from '../../src-main/platform/bundle/age.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import type { BodyToSend, BundleContent, DocumentToSend } from '../../src-main/platform/bundle/gather.ts'
import type { Known } from '../../src-main/platform/bundle/trust.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { signerFor, suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../src-main/platform/suites/x25519.ts'
import { job } from './job.ts'

/** Thirty-two bytes that are always the same for the same words, so that golden files can be made again. */
export function seedOf(words: string): Buffer {
  return Buffer.from(hkdfSync('sha256', words, '', 'test seeds', 32))
}

export type Office = {
  readonly institution: string
  readonly environment: Environment
  readonly suite: Suite
  readonly officeKey: string
  readonly encryptionKey: string
  readonly identity: string
  readonly certifyDevice: (deviceKey: string) => Promise<Envelope>
}

export function office(
  institution: string,
  environment: Environment = '正式',
  generation = '',
  suiteId: SuiteId = defaultSuite,
): Office {
  const suite = suiteOf(suiteId)
  const signer = signerFor(suiteId, seedOf(`${environment} ${institution} office ${generation}`))
  const secret = seedOf(`${environment} ${institution} encryption ${generation}`)
  const facts = {
    institution,
    environment,
    officeKey: signer.publicKey,
    encryptionKey: encryptionKeyOf(secret),
  }
  return {
    ...facts,
    suite,
    identity: ageIdentity(secret),
    certifyDevice: (deviceKey) => certify(suite, { ...facts, suite: suite.id, deviceKey }, signWith(signer)),
  }
}

export type StoredEvent = {
  readonly id: Digest
  readonly header: Bytes
  readonly body: Digest
  readonly bytes: Bytes
}

export type Device = {
  readonly office: Office
  readonly key: string
  readonly id: Digest
  readonly certificate: Envelope
  readonly sign: Sign
  readonly events: StoredEvent[]
}

export async function device(of: Office, name = 'first'): Promise<Device> {
  const { suite } = of
  const signer = signerFor(suite.id, seedOf(`${of.environment} ${of.institution} device ${name}`))
  return {
    office: of,
    key: signer.publicKey,
    id: keyId(suite, signer.publicKey),
    certificate: await of.certifyDevice(signer.publicKey),
    sign: signWith(signer),
    events: [],
  }
}

/** Appends an event whose body is these bytes, or a sound body that carries this text. */
export function record(to: Device, content: string | Bytes): StoredEvent {
  const { suite } = to.office
  const seq = to.events.length + 1
  const bytes =
    typeof content === 'string'
      ? encodeBody({
          salt: createHash('md5').update(`${to.id} ${seq}`).digest('hex'),
          actor: { id: `person/${devicePrefix(to.id)}-1`, role: '经办人' },
          type: 'NoteTaken',
          version: 1,
          audience: 'members',
          subject: `note/${devicePrefix(to.id)}-${seq}`,
          data: { text: content },
        })
      : content
  const body = suite.digest(bytes)
  const at = new Date(Date.UTC(2026, 0, 1) + seq).toISOString()
  const header = encodeHeader({ device: to.id, seq, prev: to.events.at(-1)?.id ?? null, at, body })
  const event = { id: suite.digest(header), header, body, bytes }
  to.events.push(event)
  return event
}

/** A device with so many records. */
export async function deviceWith(of: Office, records: number, name?: string): Promise<Device> {
  const made = await device(of, name)
  for (let i = 0; i < records; i++) record(made, `第 ${i} 条`)
  return made
}

/** Temporary folders of one test file; the run of the tests removes them, other programs call `remove`. */
export function folders() {
  const root = mkdtempSync(join(tmpdir(), 'desk-exchange-'))
  const make = (name: string) => {
    const path = join(root, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  let targets = 0
  return {
    root,
    /** A new folder with nothing in it. */
    empty: () => make(`target-${++targets}`),
    /** Where bundles are written to. */
    stick: make('stick'),
    /** What must be empty again after every refusal. */
    temp: make('temp'),
    store: make('store'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
/** Where bundles are made and checked. */
export type Folders = Pick<ReturnType<typeof folders>, 'root' | 'stick' | 'temp' | 'store'>

/** Files below a folder, folders included, as relative paths. */
export function contentsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).toSorted()
}

export function storeDocument(store: string, bytes: Bytes): DocumentToSend {
  const digest = suiteOf(defaultSuite).digest(bytes)
  const path = join(store, digest.slice(7))
  writeFileSync(path, bytes)
  return { digest, size: bytes.length, path }
}

export function bodiesOf(events: readonly StoredEvent[]): BodyToSend[] {
  return events.map(({ id, body, bytes }) => ({ event: id, body, bytes }))
}

/** Everything of this device from `from` on, with all bodies. */
export function allOf(
  sender: Device,
  recipient: string,
  options: { readonly from?: number } = {},
): BundleContent {
  const from = options.from ?? 1
  const events = sender.events.slice(from - 1)
  const { id, certificate } = sender
  return {
    environment: sender.office.environment,
    suite: sender.office.suite,
    sender: { institution: sender.office.institution, device: id, certificate },
    recipient,
    ranges: [
      {
        device: id,
        certificate,
        from,
        to: sender.events.length,
        checkpoint: null,
        headers: events.map((event) => event.header),
      },
    ],
    bodies: bodiesOf(events),
    documents: [],
  }
}

/** The device's own checkpoint at its last event, for another to relay. */
export function checkpointOf(of: Device, environment = of.office.environment): Promise<Envelope> {
  const { id: head } = of.events.at(-1)!
  const suite = of.office.suite.id
  return signCheckpoint({ environment, suite, device: of.id, seq: of.events.length, head }, of.sign)
}

let written = 0

/** Writes a bundle with the real writer; returns its path. */
export async function send(
  at: Folders,
  sender: Device,
  content: BundleContent,
  encryptTo: Office | null = null,
): Promise<string> {
  const result = await writeBundle({
    content,
    sign: sender.sign,
    folder: at.stick,
    name: `数据交换包-${++written}`,
    tempFolder: at.temp,
    encryptTo: encryptTo?.encryptionKey ?? null,
    job: job(),
  })
  if (!result.ok) throw new Error(`not written: ${result.error.code}`)
  return join(at.stick, result.value.file)
}

/** What a desk knows, held in memory; `hold` makes it know a device's events up to a place. */
export function desk(us: Office, pinned: readonly Office[]) {
  const pins = new Map<string, Pin>(
    pinned.map(({ institution, suite, officeKey, encryptionKey }) => [
      institution,
      { institution, suite: suite.id, officeKey, encryptionKey },
    ]),
  )
  const chains = new Map<Digest, readonly StoredEvent[]>()
  const retired = new Map<Digest, { readonly seq: number; readonly id: Digest }>()
  const documents = new Set<Digest>()
  const known: Known = {
    pin: (institution) => pins.get(institution) ?? null,
    retirement: (id) => retired.get(id) ?? null,
    head: (id) => {
      const events = chains.get(id) ?? []
      return events.length === 0 ? null : { seq: events.length, id: events.at(-1)!.id }
    },
    eventAt: (id, seq) => chains.get(id)?.[seq - 1]?.id ?? null,
    bodyOf: (event) => [...chains.values()].flat().find(({ id }) => id === event)?.body ?? null,
    wants: (document) => !documents.has(document),
  }
  return {
    us,
    known,
    documents,
    hold: (of: Device, seq: number) => chains.set(of.id, of.events.slice(0, seq)),
    retire: (of: Device, seq: number) => retired.set(of.id, { seq, id: of.events[seq - 1]!.id }),
    check: (at: Folders, path: string) =>
      checkBundle({ path, tempFolder: at.temp, identities: [us.identity], us, known, job: job() }),
  }
}
export type Desk = ReturnType<typeof desk>

/** Bytes that look like nothing, always the same for the same words. */
export function noise(words: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(words).digest()
}
