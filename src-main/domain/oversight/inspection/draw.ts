import { sha256 } from './sha256.ts'

/** A row of the frozen list: its place (from 1), its outside number, and the part of the list it belongs to. */
export type FrameRow = { readonly row: number; readonly number: string; readonly stratum: string }

/** How many are drawn: of each part, when the list is divided. */
export type SampleSize = { readonly kind: 'count' | 'percent'; readonly value: number }

/** The frozen list as text: a line a row, `place TAB number TAB part`, each ended by a line feed. */
export function frameText(rows: readonly FrameRow[]): string {
  return rows.map(({ row, number, stratum }) => `${row}\t${number}\t${stratum}\n`).join('')
}

/** What is frozen before anybody throws dice: its SHA-256 goes into the seed. */
export function requestDigest(request: {
  readonly batch: string
  readonly round: number
  readonly size: SampleSize
  readonly rows: readonly FrameRow[]
}): string {
  const { batch, round, size, rows } = request
  const lines = [
    'desk/inspection/v1',
    batch,
    String(round),
    size.kind,
    String(size.value),
    sha256(frameText(rows)),
  ]
  return sha256(lines.map((line) => `${line}\n`).join(''))
}

/** The seed: SHA-256 of the request's digest and what the parties threw, a line each. */
export function seedOf(request: string, dice: readonly string[]): string {
  return sha256([request, ...dice].map((line) => `${line}\n`).join(''))
}

/** The rank of a row: SHA-256 of `seed LF place LF`; the smallest come first. */
export function rankOf(seed: string, row: number): string {
  return sha256(`${seed}\n${row}\n`)
}

/** The rows that are drawn, by part and rank: the first of each part by their rank. Percents are rounded up, at least one. */
export function draw(rows: readonly FrameRow[], size: SampleSize, seed: string): readonly FrameRow[] {
  const parts = [...new Set(rows.map(({ stratum }) => stratum))].sort()
  return parts.flatMap((part) => {
    const own = rows
      .filter(({ stratum }) => stratum === part)
      .map((row) => ({ row, rank: rankOf(seed, row.row) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    const wanted = size.kind === 'count' ? size.value : Math.ceil((own.length * size.value) / 100)
    return own.slice(0, Math.max(1, wanted)).map(({ row }) => row)
  })
}

/** Dice of one party: 1 to 6, at least eight of them. */
export const dicePattern = /^[1-6]{8,40}$/
