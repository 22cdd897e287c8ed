import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Encrypter } from 'age-encryption'
import { encodeHeader } from '../../src-main/core/event.ts'
import type { Refusal } from '../../src-main/core/result.ts'
import { ageRecipient } from '../../src-main/platform/bundle/age.ts'
import { encodePartList, partName } from '../../src-main/platform/bundle/parts.ts'
import { frameLine } from '../../src-main/platform/bundle/staged.ts'
import {
  allOf,
  type Device,
  device,
  deviceWith,
  type Folders,
  folders,
  noise,
  office,
  send,
  storeDocument,
} from './bundles.ts'
import {
  assembled,
  container,
  type Entry,
  entriesOf,
  replaceBodies,
  replaceHeaders,
  resigned,
  sha256,
} from './container.ts'

export type Tampered = {
  /** Files by name; the first is the one that is opened. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Null for a bundle that is accepted. */
  readonly error: Refusal | null
}

const js = office('江苏省科学技术厅')
const zj = office('浙江省科学技术厅')
const ah = office('安徽省科学技术厅')
/** Opens them all; 江苏 and 浙江 are pinned here, 安徽 is not. */
export const recipient = office('上海市科学技术委员会')
export const pinned = [js, zj]
export const retiredAt = 3

export async function retiredDevice(): Promise<Device> {
  return deviceWith(js, 5, 'retired')
}

/**
 * One bundle that is accepted, and one for each refusal of the checks that a small file can show, made by hand or by
 * somebody who holds a key; always the same but for what is encrypted.
 */
export async function tamperedBundles(at: Folders): Promise<readonly Tampered[]> {
  const sender = await deviceWith(js, 5)
  const other = await deviceWith(js, 5, 'second')
  const documents = [storeDocument(at.store, noise('a', 500)), storeDocument(at.store, noise('b', 700))]
  const content = { ...allOf(sender, recipient.institution), documents }
  const good = readFileSync(await send(at, sender, content))
  const parts = (): Entry[] => entriesOf(good).map(({ name, data }) => ({ name, data: Buffer.from(data) }))
  const envelope = () => parts()[0]!.data
  const files = () =>
    new Map(
      entriesOf(good)
        .slice(1, -1)
        .map(({ name, data }) => [name, Buffer.from(data)]),
    )
  const [document] = [...files().keys()].filter((name) => name.startsWith('documents/'))
  const changedAt = (i: number, change: Partial<Entry>) =>
    container(parts().map((part, n) => (n === i ? { ...part, ...change } : part)))
  const lie = (change: Parameters<typeof resigned>[2]) => resigned(good, sender, change)
  const sent = async (by: Device, changes: Partial<typeof content>) =>
    readFileSync(await send(at, by, { ...allOf(by, recipient.institution), ...changes }))
  const encryptedTo = async (to: typeof js) => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(ageRecipient(to.encryptionKey))
    return Buffer.from(await encrypter.encrypt(good))
  }
  const flipped = (bytes: Buffer, i: number) => {
    const changed = Buffer.from(bytes)
    changed[i]! ^= 1
    return changed
  }
  const headers = sender.events.map(({ header }) => header)
  const sixth = (seq: number, prev: number, body: number) =>
    encodeHeader({
      device: sender.id,
      seq,
      prev: sender.events[prev]!.id,
      at: '2026-02-03T04:05:06.007Z',
      body: sender.events[body]!.body,
    })
  const frame = (i: number) => {
    const { id, bytes } = sender.events[i]!
    return Buffer.concat([frameLine(id, bytes.length), bytes, Buffer.from('\n')])
  }
  const ids = sender.events.map(({ id }) => id)
  const encryptedGood = await encryptedTo(recipient)

  const all: Tampered[] = []
  const add = (code: string, facts: Omit<Refusal, 'code'>, bytes: Buffer, ending = '.zip') =>
    all.push({ files: new Map([[`${code}${ending}`, bytes]]), error: { code: `bundles/${code}`, ...facts } })
  all.push({ files: new Map([['good.zip', good]]), error: null })
  all.push({ files: new Map([['good.zip.age', encryptedGood]]), error: null })

  // The file, its encryption, the container
  add('not-a-bundle', {}, Buffer.from('数据交换包\n'))
  add('incomplete', {}, good.subarray(0, good.length - 40))
  add('extra-bytes', {}, Buffer.concat([good, Buffer.from('x')]))
  add('encryption-header', {}, flipped(encryptedGood, 130), '.zip.age')
  add('encrypted-for-another', {}, await encryptedTo(zj), '.zip.age')
  add('encryption-damaged', {}, flipped(encryptedGood, encryptedGood.length - 100), '.zip.age')
  add('container-entry', {}, changedAt(3, { local: { method: 8 } }))
  add('container-directory', {}, changedAt(3, { central: { size: 1 } }))
  add('entry-name', {}, changedAt(3, { name: '../document' }))
  add('entry-order', {}, container(parts().toSpliced(3, 2, parts()[4]!, parts()[3]!)))
  const longManifest = { size: 30 * 2 ** 20, packed: 30 * 2 ** 20 }
  add('entry-too-large', { kind: 'manifest' }, changedAt(0, { local: longManifest, central: longManifest }))
  add('manifest-missing', {}, container(parts().slice(1)))

  // The manifest, by somebody without a key
  const spaced = Buffer.from(envelope().toString().replace('{"payload"', '{ "payload"'))
  add('envelope-unreadable', {}, assembled(spaced, files()))
  const certificate = JSON.stringify(sender.certificate)
  add('envelope-of-another-type', {}, assembled(Buffer.from(certificate), files()))
  const newer = JSON.stringify({ ...sender.certificate, payloadType: 'desk/manifest/v2' })
  add('newer-format', {}, assembled(Buffer.from(newer), files()))
  const parsed = JSON.parse(envelope().toString()) as { payload: string }
  const altered = Buffer.from(parsed.payload, 'base64').toString().replace('"from":1', '"from":2')
  const payload = Buffer.from(altered).toString('base64')
  add('signature-invalid', {}, assembled(Buffer.from(JSON.stringify({ ...parsed, payload })), files()))

  // Files that are not those of the manifest
  const withFile = (name: string, data: Buffer | null) => {
    const changed = files()
    if (data) changed.set(name, Buffer.from(data))
    else changed.delete(name)
    return assembled(envelope(), changed)
  }
  add('file-missing', { kind: 'document' }, withFile(document!, null))
  add('file-unlisted', { kind: 'document' }, withFile(`documents/${'f'.repeat(64)}`, Buffer.from('unlisted')))
  const bytes = files().get(document!)!
  add('file-size', { kind: 'document' }, withFile(document!, Buffer.concat([bytes, Buffer.from('x')])))
  add('file-altered', { kind: 'document' }, withFile(document!, flipped(bytes, 7)))
  const wrong = { local: { crc: 1 }, central: { crc: 1 } }
  const place = parts().findIndex(({ name }) => name === document)
  add('crc-wrong', { kind: 'document' }, changedAt(place, wrong))

  // Who sent it, to whom
  const training = await deviceWith(office(js.institution, '演练'), 5)
  add('other-environment', {}, await sent(training, {}))
  const anhui = await deviceWith(ah, 5)
  add('sender-not-pinned', { institution: ah.institution }, await sent(anhui, {}))
  const commercial = await deviceWith(office(js.institution, '正式', '', 'sm2-sm3'), 5)
  add('other-suite', {}, await sent(commercial, {}))
  const forger = await device(office(js.institution, '正式', 'forged'), 'forged')
  const self = { institution: js.institution, device: forger.id, certificate: forger.certificate }
  const differs = { institution: js.institution }
  add('office-key-differs', differs, await sent(forger, { sender: self, ranges: [], bodies: [] }))
  const zhejiang = await device(zj, 'posing')
  const posing = { institution: js.institution, device: zhejiang.id, certificate: zhejiang.certificate }
  add('certificate-invalid', {}, await sent(zhejiang, { sender: posing, ranges: [], bodies: [] }))
  add('signer-is-not-sender', {}, await resigned(good, forger, () => undefined))
  add('other-recipient', {}, await sent(sender, { recipient: zj.institution }))
  const retired = await retiredDevice()
  add('device-retired', {}, await sent(retired, {}))

  // By a certified device that lies
  add('manifest-unreadable', {}, await lie(({ manifest }) => void Object.assign(manifest, { v: 2 })))
  add(
    'certificate-missing',
    {},
    await lie(({ manifest }) => void Object.assign(manifest, { certificates: [] })),
  )
  add(
    'certificate-superfluous',
    {},
    await lie(({ manifest }) => manifest.certificates.push(other.certificate)),
  )
  add(
    'checkpoint-invalid',
    {},
    await lie(({ manifest }) => void Object.assign(manifest.ranges[0], { to: 4 })),
  )
  const withHeaders = (lines: readonly Uint8Array[]) => lie((draft) => replaceHeaders(draft, sender, lines))
  add('header-line', {}, await withHeaders([...headers, Buffer.alloc(1025, 0x20)]))
  add('chain-broken', { fault: 'not-the-next-seq', seq: 3 }, await withHeaders(headers.toSpliced(2, 1)))
  add('chain-short', { seq: 5 }, await withHeaders(headers.slice(0, 4)))
  add('chain-beyond-range', { seq: 5 }, await withHeaders([...headers, sixth(6, 4, 0)]))
  add('checkpoint-contradicts', { seq: 5 }, await withHeaders([...headers.slice(0, 4), sixth(5, 3, 4)]))
  const withBodies = (data: Buffer, events: readonly string[]) =>
    lie((draft) => replaceBodies(draft, data, events))
  add('body-frame', {}, await withBodies(frame(0).subarray(0, -1), ids.slice(0, 1)))
  const large = Buffer.from(frameLine(ids[0]!, 2 ** 20 + 1))
  add('body-too-large', {}, await withBodies(large, ids.slice(0, 1)))
  add('body-unlisted', {}, await withBodies(Buffer.concat([frame(1), frame(0)]), ids.slice(0, 2)))
  add('body-missing', {}, await withBodies(frame(0), ids.slice(0, 2)))
  const bodies = files().get('bodies.ndjson')!
  add('body-altered', {}, await withBodies(flipped(bodies, bodies.length - 5), ids))

  for (const set of tamperedSets(encryptedGood)) all.push(set)
  return all
}

/** A set of parts that is accepted, and one for each way in which a set is not one. */
function tamperedSets(whole: Buffer): readonly Tampered[] {
  const set = (name: string) => {
    const file = `${name}.zip.age`
    const size = Math.ceil(whole.length / 3)
    const parts = [0, 1, 2].map(
      (i) => [partName(file, i + 1), whole.subarray(i * size, (i + 1) * size)] as const,
    )
    const list = encodePartList(parts.map(([part, data]) => ({ name: part, digest: sha256(data).slice(7) })))
    return new Map<string, Buffer>([...parts, [`${name}.分卷校验.txt`, Buffer.from(list)]])
  }
  const spoilt = (
    code: string,
    facts: Omit<Refusal, 'code'>,
    change: (files: Map<string, Buffer>) => void,
  ) => {
    const files = set(code)
    change(files)
    return { files, error: { code: `bundles/${code}`, ...facts } }
  }
  const second = { part: 2, of: 3, parts: [2] }
  return [
    { files: set('good-set'), error: null },
    spoilt('part-missing', second, (files) => files.delete('part-missing.zip.age.002')),
    spoilt('part-damaged', second, (files) => {
      const name = 'part-damaged.zip.age.002'
      const data = Buffer.from(files.get(name)!)
      data[5]! ^= 1
      files.set(name, data)
    }),
    spoilt('part-list-missing', {}, (files) => files.delete('part-list-missing.分卷校验.txt')),
    spoilt('part-list-unreadable', {}, (files) => {
      const name = 'part-list-unreadable.分卷校验.txt'
      files.set(name, Buffer.from(files.get(name)!.toString().replaceAll('\n', '\r\n')))
    }),
  ]
}

/** What a reader of the files needs to know, as `expectations.json`. */
export async function expectationsOf(all: readonly Tampered[]) {
  const retired = await retiredDevice()
  const { institution, environment, identity } = recipient
  return {
    recipient: { institution, environment, ageIdentity: identity },
    pins: pinned.map((one) => ({
      institution: one.institution,
      suite: one.suite.id,
      officeKey: one.officeKey,
      encryptionKey: one.encryptionKey,
    })),
    retired: [{ device: retired.id, seq: retiredAt, id: retired.events[retiredAt - 1]!.id }],
    files: all.map(({ files, error }) => {
      const [file] = files.keys()
      if (!error) return { file: basename(file!), code: null, facts: {} }
      const { code, ...facts } = error
      return { file: basename(file!), code, facts }
    }),
  }
}

// By hand: `node test/support/tampered-bundles.ts` writes them anew, where the format got a new check.
if (process.argv[1] === import.meta.filename) {
  const at = folders()
  const target = join(import.meta.dirname, '..', 'fixtures', 'bundles', 'tampered')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const all = await tamperedBundles(at)
  for (const { files } of all) for (const [name, data] of files) writeFileSync(join(target, name), data)
  writeFileSync(join(target, 'expectations.json'), `${JSON.stringify(await expectationsOf(all), null, 2)}\n`)
  at.remove()
}
