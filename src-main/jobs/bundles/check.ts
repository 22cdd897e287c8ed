import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Certificate } from '../../core/certificate.ts'
import type { Db } from '../../core/db.ts'
import { decodeBody, devicePrefix } from '../../core/event.ts'
import { chainBegan } from '../../core/governing.ts'
import { readChains } from '../../core/log.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { ageIdentity } from '../../platform/bundle/age.ts'
import { type CheckedBundle, checkBundle } from '../../platform/bundle/check.ts'
import { keepFile } from '../../platform/bundle/keep-file.ts'
import { stagedBodies, stagedHeaders } from '../../platform/bundle/staged.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { knownHere } from './known-here.ts'
import { type Checked, type CheckInput, keptFileName } from './names.ts'
import { summarise } from './summary.ts'

/** Checks a bundle against a read-only view of this desk and says what is inside; changes nothing. */
export const checkBundleFor: JobFunction<CheckInput, Checked> = async (input, job) => {
  const { places } = input
  const db = openSqlite(places.database, { readOnly: true })
  let folder: string | null = null
  let isKept = false
  try {
    db.script('BEGIN')
    const { institution, environment } = places
    const bundle = await checkBundle({
      path: input.path,
      tempFolder: places.staging,
      identities: input.encryptionSecrets.map(ageIdentity),
      us: { institution, environment },
      known: knownHere(db, places),
      job,
    })
    if (!bundle.ok) return bundle
    folder = bundle.value.folder
    const sane = isSane(bundle.value)
    if (!sane.ok) return sane
    const owned = ownersAgree(db, bundle.value)
    if (!owned.ok) return owned
    const checked = summarise(db, bundle.value)
    if (input.keepsFile && checked.summary.outcome === 'waiting') {
      const into = path.join(folder, keptFileName)
      const kept = keepFile({ path: input.path, into, digest: bundle.value.digest, job })
      if (!kept.ok) return kept
    }
    isKept = true
    return ok(checked)
  } finally {
    db.close()
    if (folder !== null && !isKept) rmSync(folder, { recursive: true, force: true })
  }
}

/** No desk writes a thousand million records: a chain that claims to would only make this one wait for ever. */
const farthestPlace = 1_000_000_000

function isSane({ chains }: CheckedBundle): Result<void> {
  const absurd = chains.find(({ to }) => to > farthestPlace)
  return absurd ? refuse('bundles/absurd-place', { institution: absurd.institution }) : ok(undefined)
}

/**
 * A pinned office could certify another office's device key and pass that chain off as its own. So the chain's own first
 * event must name the same institution and device key as the certificate, and a device that is known stays with its
 * office. The office key may be another: an office that changed it certifies its devices again. And because subjects name
 * their writer by eight digits, nobody may come with a device whose id begins as a known one does: keys for that can be
 * searched for.
 */
function ownersAgree(db: Db, { folder, chains }: CheckedBundle): Result<void> {
  const known = new Map(readChains(db).map((chain) => [chain.device, chain.institution]))
  const byPrefix = new Map([...known.keys()].map((device) => [devicePrefix(device), device]))
  const begun = new Map<Digest, Certificate>()
  for (const { device, from, certificate } of chains) {
    const owner = known.get(device)
    const first = byPrefix.get(devicePrefix(device)) ?? device
    if (first !== device) return refuse('bundles/device-of-another')
    byPrefix.set(devicePrefix(device), device)
    if (owner !== undefined && owner !== certificate.institution) return refuse('bundles/device-of-another')
    if (owner !== undefined || from !== 1) continue
    const [genesis] = stagedHeaders(folder, device)
    if (genesis) begun.set(suiteOf(certificate.suite).digest(genesis), certificate)
  }
  if (begun.size === 0) return ok(undefined)
  for (const { event, bytes } of stagedBodies(folder)) {
    const certificate = begun.get(event)
    const said = certificate && chainBegan.data.safeParse(decodeBody(bytes)?.data)
    if (!said?.success) continue
    const { institution, environment, suite, deviceKey } = said.data
    const agrees =
      institution === certificate?.institution &&
      environment === certificate.environment &&
      suite === certificate.suite &&
      deviceKey === certificate.deviceKey
    if (!agrees) return refuse('bundles/device-of-another')
    begun.delete(event)
  }
  return begun.size === 0 ? ok(undefined) : refuse('bundles/genesis-missing')
}
