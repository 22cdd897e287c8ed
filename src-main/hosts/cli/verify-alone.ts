import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeBody, decodeHeader } from '../../core/event.ts'
import { pinDigits } from '../../core/pin.ts'
import type { Digest } from '../../core/suite.ts'
import { type CheckedBundle, checkBundle } from '../../platform/bundle/check.ts'
import { type Claim, readClaim } from '../../platform/bundle/claim.ts'
import { chunksOf, openFile } from '../../platform/bundle/file.ts'
import { findPartSet } from '../../platform/bundle/parts.ts'
import { stagedBodies, stagedHeaders } from '../../platform/bundle/staged.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { unwatched as job } from '../unwatched.ts'
import {
  bytesInWords,
  fact,
  nameAndCode,
  nameOf,
  newestInWords,
  notASeal,
  nothingOfSender,
  placesOf,
  say,
  sayPurpose,
  sayRefused,
  sayTypes,
  sayWithheld,
  suites,
} from './words.ts'

/**
 * Checks a bundle on a machine without a desk, as far as that goes: the office key is taken from the bundle itself, so
 * all hangs on the 核对码 that is printed. `digits` are those that the office gave by another way. 0 sound, 1 not, 2 it
 * cannot be looked into here.
 */
export async function verifyAlone(path: string, digits: string | null): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-verify-'))
  try {
    const claim = await readClaim({ path, folder, job })
    if (!claim.ok && claim.error.code === 'bundles/encrypted-for-another') return sayEncrypted(path)
    if (!claim.ok) return sayRefused(claim.error)
    const { manifest, pin } = claim.value
    const checked = await checkBundle({
      path,
      tempFolder: folder,
      identities: [],
      us: { institution: manifest.recipient, environment: manifest.environment },
      known: {
        pin: (institution) => (institution === pin.institution ? pin : null),
        retirement: () => null,
        head: () => null,
        eventAt: () => null,
        bodyOf: () => null,
        wants: () => false,
      },
      job,
    })
    return checked.ok ? report(checked.value, claim.value, digits) : sayRefused(checked.error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(bundle: CheckedBundle, { manifest, pin }: Claim, digits: string | null): number {
  const { institution, device } = manifest.sender
  const { environment } = manifest
  const code = pinDigits(suiteOf(pin.suite), { ...pin, environment })
  const isAsGiven = digits === null || digits === code
  say(
    isAsGiven
      ? '文件完好：内容齐全，写出之后没有被改动。'
      : '核对码与给出的不一致：文件虽然完好，但不是给出这个核对码的单位写出的，请不要采用。',
  )
  fact('谁写出', `自称${nameAndCode(institution)}`)
  fact('核对码', code)
  sayPurpose({ digits, isAsGiven, to: manifest.recipient, environment })
  fact('何时', timeInWords(bundle, device))
  sayContents(bundle, institution)
  fact('文件', `${bytesInWords(bundle.size)}，SHA-256 ${bundle.digest.slice('sha256:'.length)}`)
  fact('算法', suites[pin.suite].label)
  say('没有核对、也无法在这里核对的：')
  if (digits === null)
    say(
      '  是不是这个单位写出的：请把上面的核对码与该单位公布或当面给出的 24 位逐组比较，或者加 --code "24 位" 再核对一次。',
    )
  say('  与以前的记录是否接得上、有没有更新的记录：要有收件单位的工作台。')
  say(`  ${notASeal}`)
  return isAsGiven ? 0 : 1
}

function timeInWords({ folder, chains }: CheckedBundle, device: Digest): string {
  if (!chains.some((chain) => chain.device === device)) return nothingOfSender
  let newest: string | undefined
  for (const header of stagedHeaders(folder, device)) newest = decodeHeader(header)?.at
  return newest ? newestInWords(newest) : '没有写明'
}

function sayContents({ folder, chains, bodies, documents, manifest }: CheckedBundle, sender: string): void {
  for (const { institution, from, to, certificate } of chains) {
    const before = from > 1 ? `，此前的 ${from - 1} 条不在包内` : ''
    const code = pinDigits(suiteOf(certificate.suite), { ...certificate })
    const relayed = institution === sender ? '' : `（转来；其核对码 ${code}）`
    fact('记录', `${nameOf(institution)}${relayed}${placesOf({ from, to })}，齐全${before}`)
  }
  const types: Record<string, number> = {}
  for (const { bytes } of stagedBodies(folder)) {
    const type = decodeBody(bytes)?.type ?? ''
    types[type] = (types[type] ?? 0) + 1
  }
  sayTypes('其中', types)
  sayWithheld(bodies.withheld)
  if (bodies.unplaced > 0) fact('无法对应', `${bodies.unplaced} 条内容属于不在包内的记录`)
  const count = documents.count
  fact('附件', count === 0 ? '没有' : `${count} 份，共 ${bytesInWords(documents.bytes)}，校验值全部一致`)
  if (manifest.ranges.length === 0) fact('记录', '没有')
}

function sayEncrypted(path: string): number {
  say('这是加密的数据交换包，只有收件单位能打开，在这里看不到内容，也不能核对是谁写出的。')
  const set = findPartSet(path)
  const paths = set?.ok ? set.value.parts.map(({ name }) => join(set.value.folder, name)) : [path]
  if (paths.length > 1) fact('分卷', `${paths.length} 卷齐全，与分卷校验文件一致`)
  const hash = createHash('sha256')
  let size = 0
  for (const one of paths) {
    const opened = openFile(one)
    if (!opened.ok) throw new Error('a file that was just read is gone')
    for (const chunk of chunksOf(opened.value, 0, opened.value.size)) hash.update(chunk)
    size += opened.value.size
    closeSync(opened.value.fd)
  }
  fact('文件', `${bytesInWords(size)}，SHA-256 ${hash.digest('hex')}`)
  fact('怎么办', '可以把这个校验值与写出单位登记的校验值比较；要看内容，请在收件单位的工作台上核对。')
  return 2
}
