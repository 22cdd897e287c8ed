import { createHash } from 'node:crypto'
import { signCheckpoint } from '../../src-main/core/checkpoint.ts'
import type { Audience } from '../../src-main/core/event.ts'
import { devicePrefix, encodeBody } from '../../src-main/core/event.ts'
import { pinDigits } from '../../src-main/core/pin.ts'
import type { Json } from '../../src-main/core/result.ts'
import type { BundleContent, RangeToSend } from '../../src-main/platform/bundle/gather.ts'
import { jointBatch } from './batches.ts'
import {
  bodiesOf,
  type Device,
  device,
  type Folders,
  type Office as Keys,
  office as keysOf,
  record,
  type StoredEvent,
  send,
} from './bundles.ts'
import { type Office, value } from './office.ts'

/** An office that exists only as keys and chains in memory: its bundles are made by the real writer, in any order. */
export function peerOffice(institution: string): Keys {
  return keysOf(institution, '演练')
}

type Said = {
  readonly type: string
  readonly version?: number
  readonly subject: string
  readonly data: Json
  readonly audience?: Audience
  readonly at?: string
}

/** A device of such an office, with its genesis recorded. */
export async function peerDevice(
  of: Keys,
  name = 'first',
  succeeds: { readonly device: string; readonly seq: number; readonly id: string } | null = null,
): Promise<Device> {
  const made = await device(of, name)
  const { environment, institution, officeKey, encryptionKey } = of
  say(made, {
    type: 'ChainBegan',
    subject: subjectOf(made, 'desk'),
    data: {
      environment,
      institution,
      suite: of.suite.id,
      officeKey,
      encryptionKey,
      deviceKey: made.key,
      certificate: made.certificate as unknown as Json,
      program: '0.0.0-test',
      succeeds,
    },
  })
  return made
}

/** The next new subject of this kind. */
export function subjectOf(of: Device, kind: string): string {
  return `${kind}/${devicePrefix(of.id)}-${of.events.length + 1}`
}

/** Records an event with a body as the program writes it. */
export function say(by: Device, said: Said): StoredEvent {
  const { type, version = 1, subject, data, audience = 'members' } = said
  const salt = createHash('md5')
    .update(`${by.id} ${by.events.length} ${JSON.stringify(data)}`)
    .digest('hex')
  const actor = { id: `person/${devicePrefix(by.id)}-1`, role: '经办人' }
  return record(by, encodeBody({ salt, actor, type, version, audience, subject, data }))
}

/** Records a new batch; answers its id. */
export function startBatch(by: Device, title: string): string {
  const subject = subjectOf(by, 'batch')
  say(by, {
    type: 'BatchCreated',
    version: 2,
    subject,
    data: jointBatch({ title, host: by.office.institution }),
  })
  return subject
}

export function renameBatch(by: Device, subject: string, title: string): StoredEvent {
  return say(by, {
    type: 'BatchChanged',
    version: 2,
    subject,
    data: jointBatch({ title, host: by.office.institution }),
  })
}

/** A chain that goes on differently after a place: what a device writes that was restored and did not notice. */
export function branchOf(of: Device, after: number): Device {
  return { ...of, events: of.events.slice(0, after) }
}

type Part = {
  readonly device: Device
  readonly from: number
  readonly to: number
  /** Places whose bodies stay out. */
  readonly withheld?: readonly number[]
}

/** A bundle of parts of chains; bodies that go late are named as `late`. */
export async function partsOf(
  sender: Device,
  recipient: string,
  parts: readonly Part[],
  late: readonly StoredEvent[] = [],
): Promise<BundleContent> {
  const { office, id, certificate } = sender
  const ranges = await Promise.all(parts.map((part) => rangeOf(part, part.device.id === id)))
  const bodies = parts.flatMap(({ device, from, to, withheld = [] }) =>
    device.events.slice(from - 1, to).filter((_, i) => !withheld.includes(from + i)),
  )
  return {
    environment: office.environment,
    suite: office.suite,
    sender: { institution: office.institution, device: id, certificate },
    recipient,
    ranges,
    bodies: bodiesOf([...bodies, ...late]),
    documents: [],
  }
}

async function rangeOf({ device, from, to }: Part, isSenders: boolean): Promise<RangeToSend> {
  const { office, id, certificate, events, sign } = device
  const suite = office.suite.id
  const { environment } = office
  const head = events[to - 1]!.id
  const checkpoint = isSenders
    ? null
    : await signCheckpoint({ environment, suite, device: id, seq: to, head }, sign)
  const headers = events.slice(from - 1, to).map(({ header }) => header)
  return { device: id, certificate, from, to, checkpoint, headers }
}

/** Writes the bundle of these parts onto the stick; answers its path. */
export async function sendParts(
  at: Folders,
  sender: Device,
  recipient: string,
  parts: readonly Part[],
  late: readonly StoredEvent[] = [],
): Promise<string> {
  return send(at, sender, await partsOf(sender, recipient, parts, late))
}

/** A desk pins such an office, as two people do with sticks and telephones. */
export async function pinPeer(
  at: Office,
  { institution, officeKey, encryptionKey, suite }: Keys,
): Promise<void> {
  const keys = { institution, officeKey, encryptionKey }
  const heard = pinDigits(suite, { environment: '演练', ...keys })
  await value(at.desk.trust.pin({ ...keys, suite: suite.id, heard }, { second: at.second }))
}
